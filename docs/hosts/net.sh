# net.sh: three hosts on one machine, for scripts to source: network namespaces hc, hw1 and hw2 with
# the addresses 10.77.0.1 to 10.77.0.3, joined by a bridge in hc. It needs root.
# net_up makes them and net_down, which is also run when the script ends, removes them. NET names
# another set, for two at a time.
NET=${NET:-h}
hosts="c w1 w2"

on() { # on HOST CMD…: runs a command on a host, by its name there
	local host=$1; shift
	ip netns exec "$NET$host" unshare --uts sh -c 'hostname "$0" && exec "$@"' "$NET$host" "$@"
}

net_down() {
	local host
	for host in $hosts; do
		ip netns pids "$NET$host" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
		ip netns del "$NET$host" 2>/dev/null || true
	done
}

net_up() {
	local host i=1
	net_down
	for host in $hosts; do ip netns add "$NET$host" && ip -n "$NET$host" link set lo up || return; done
	ip -n "${NET}c" link add br0 type bridge && ip -n "${NET}c" addr add 10.77.0.1/24 dev br0 && ip -n "${NET}c" link set br0 up || return
	for host in w1 w2; do
		i=$((i + 1))
		ip -n "${NET}c" link add "$host" type veth peer name eth0 netns "$NET$host" &&
			ip -n "${NET}c" link set "$host" master br0 up &&
			ip -n "$NET$host" addr add "10.77.0.$i/24" dev eth0 && ip -n "$NET$host" link set eth0 up || return
	done
}
