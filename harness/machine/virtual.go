package machine

import "strings"

// dmiKinds are words in the firmware of a virtual machine, with the kind that they stand for.
var dmiKinds = []struct{ word, kind string }{
	{"VMware", "vmware"}, {"VirtualBox", "virtualbox"}, {"innotek", "virtualbox"},
	{"Virtual Machine", "hyper-v"}, {"Xen", "xen"}, {"HVM domU", "xen"}, {"KVM", "kvm"}, {"OpenStack", "kvm"},
	{"Google Compute Engine", "kvm"}, {"QEMU", "qemu"}, {"Parallels", "parallels"}, {"BHYVE", "bhyve"},
	{"VirtualMac", "apple"}, {"Bochs", "bochs"},
}

// readVirtualisation returns the hypervisor that the machine is a guest of, or "" where it
// finds none; the machine may still be a guest then. vm is the hypervisor flag of the CPU.
func (t tree) readVirtualisation(vm bool) string {
	if kind, ok := t.text("sys/hypervisor/type"); ok {
		return kind
	}
	if strings.Contains(strings.ToLower(t.word("proc/sys/kernel/osrelease")), "microsoft") {
		return "wsl"
	}
	product := t.word("sys/class/dmi/id/product_name")
	firmware := t.word("sys/class/dmi/id/sys_vendor") + " " + product
	if strings.Contains(firmware, "Amazon EC2") && vm {
		return "amazon"
	}
	for _, k := range dmiKinds {
		if strings.Contains(firmware, k.word) {
			return k.kind
		}
	}
	if strings.Contains(t.word("sys/devices/system/clocksource/clocksource0/available_clocksource"), "kvm-clock") {
		return "kvm"
	}
	return ""
}

// containerMarks are parts of a cgroup's path, with the kind of container they stand for.
var containerMarks = []struct{ part, kind string }{
	{"/kubepods", "kubernetes"}, {"/docker", "docker"}, {"libpod", "podman"}, {"/lxc", "lxc"}, {"/machine.slice", "systemd-nspawn"},
}

// readContainer returns the kind of container that the process is in; "" = none was found.
func (t tree) readContainer(getenv func(string) string) string {
	switch {
	case getenv("KUBERNETES_SERVICE_HOST") != "":
		return "kubernetes"
	case t.exists("run/.containerenv"):
		return "podman"
	}
	if kind, ok := t.text("run/systemd/container"); ok {
		return kind
	}
	for _, m := range containerMarks {
		if strings.Contains(t.word("proc/self/cgroup"), m.part) {
			return m.kind
		}
	}
	if t.exists(".dockerenv") {
		return "docker"
	}
	return getenv("container")
}
