# make run and make test are all that a fresh machine with Go and make needs.

GO ?= go
BIN := bin/harness

.PHONY: all build install dist api worker sizes run reproduce test quick form check fuzz fuzz-files fuzz-table remote-faults bench bench-peers bench-whole bench-remote measure coverage compare-table signals plants planted loaded docs clean

all: build

# Without the tag the library of the command line brings a reader of Markdown, which takes 0.5 ms of each
# start and is not used.
build:
	CGO_ENABLED=0 $(GO) build -tags urfave_cli_no_docs -trimpath -ldflags '-s -w' -o $(BIN) ./cmd/harness

# The worker alone, for hosts that only compute: without the server, without reports, without Arrow.
worker:
	CGO_ENABLED=0 $(GO) build -tags lean -trimpath -ldflags '-s -w' -o bin/worker ./cmd/worker

# The most bytes that the programs may have: harness 17 MB more than before it had the server for remote
# workers (28,430,498 at 94f7f4c7), 7 MB for figures, whose fonts gonum/plot brings, and 1 MB for the readers
# of logs, the pages, counters and pins, the worker alone 8 MB.
sizes: build worker
	@for most in $(BIN):53430498 bin/worker:8000000; do \
		size=$$(wc -c <$${most%:*}); \
		if [ $$size -gt $${most#*:} ]; then echo "$${most%:*} has $$size bytes, more than $${most#*:}: what does it import that it need not?"; exit 1; fi; \
	done

# Puts program, man pages and completions for bash, zsh and fish below PREFIX.
PREFIX ?= $(HOME)/.local
install: build
	@mkdir -p $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/harness
	packaging/share.sh $(DESTDIR)$(PREFIX)/share
	@echo "$(PREFIX)/bin/harness: harness help, man harness"

# Archives for linux and macOS on amd64 and arm64, with checksums, in the folder dist: needs git, and
# GNU tar.
dist:
	GO=$(GO) packaging/dist.sh

# Whether what the library exports has broken programs since SINCE, by default the last tag, by the
# tool of the Go team; docs/api has what it exports (TestLibraryAPI).
SINCE ?= $(shell git describe --tags --abbrev=0 2>/dev/null)
APIDIFF := $(GO) run golang.org/x/exp/cmd/apidiff@v0.0.0-20260824195058-e88cd73687aa
api:
	@[ -n "$(SINCE)" ] || { echo 'no tag to compare with: type make api SINCE=REVISION'; exit 1; }
	@rm -rf bin/since && mkdir -p bin/since && git archive $(SINCE) | tar -x -C bin/since
	cd bin/since && $(APIDIFF) -m -w ../since.api serialfraction
	$(APIDIFF) -m -incompatible bin/since.api serialfraction

# The main job: real genomics rows, repeated so that there is something to time,
# then a generated matrix, each at N = 1, 2, 4 … 64.
run: build
	$(BIN) sweep --workload ttest --max-workers 64 --data golub --tile 100 --max-time 20s
	@echo
	$(BIN) sweep --workload ttest --max-workers 64 --max-time 40s

# The article held against this machine, claim by claim: three minutes.
reproduce: build
	$(BIN) reproduce

# How make test and make check compile, which takes as long as the tests themselves. Libraries are not
# inlined: half the work. The compiler collects no garbage before it holds 2 GiB, which one package needs: a
# third less. Nothing is written for debuggers: 4 % less. Arrow brings no JSON of its own: no test reads JSON
# by Arrow.
COMPILED := '-toolexec=env GOGC=off GOMEMLIMIT=2GiB' -gcflags=all=-dwarf=false '-gcflags=github.com/...=-l -dwarf=false' -tags=arrow_json_stdlib
test check: export GOFLAGS := $(shell $(GO) env GOFLAGS) $(COMPILED)

# Everything: formatting, static checks, then the tests twice, for allocations can be
# counted only without the race detector. The tests leave out vet, which check has run. Under
# the race detector each package ends by sleeping for a second, so twice as many
# packages as there are CPUs are tested at once, and it leaves out the packages that are alone.
test: check
	$(GO) test -vet=off ./...
	$(GO) test -vet=off -race -p $$((2 * $$(getconf _NPROCESSORS_ONLN))) $$($(GO) list ./... | grep -vxF $(ALONE:%=-e serialfraction/%))

# The packages that start no goroutine, whose tests start none either but those of the fit of timings,
# which results/timings/curves has race tests of, and that change no variable that goroutines could
# share (TestAlone): the race detector would find nothing in them.
ALONE := harness/counters harness/formats harness/input/dataset harness/numeral harness/parquetfile harness/replay harness/wording \
	results/advice results/analysis results/chart results/compare results/doctor results/export results/figure results/gate results/glossary results/lanes results/palette \
	results/plaintext results/plan results/predict results/report results/report/draw results/reproduce results/sizes \
	results/tasklog results/tasklog/logs results/tasklog/playback results/tasklog/study results/tasklog/sweep \
	workloads/adjust workloads/command workloads/spec workloads/vector

# The page of a report opened in Debian's chromium, which it installs. make test opens a few in a browser
# that is there, and says SKIP where there is none.
test-browser:
	@command -v chromium >/dev/null || { apt-get update && apt-get install -y chromium; }
	HARNESS_NEEDS_BROWSER=1 $(GO) test -vet=off -count=1 -run '^TestBrowser$$' -v ./results/webpage

# For a quick look between two edits: formatting, and the tests without the race detector
# and without those that take long. With -v go test prints each test that is skipped.
quick: form
	$(GO) test -short ./...
	@echo "quick: left out static checks, the race detector, and the tests that -short skips; make test has all"

form:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null || find . -name '*.go')); \
	if [ -n "$$unformatted" ]; then echo "gofmt -w $$unformatted"; exit 1; fi

# A file is for a system or for a processor, never for both (TestPlatforms): one other
# system with another processor has all that this one leaves out, and the tests that are built
# with the race detector or without it are looked at either way, and so are the lean files. This
# system is looked at by the program .ci/check, which has what go vet and staticcheck look for, and the
# other one by .ci/vet, which has what go vet does and compiles nothing. Both are let have 2 to 3.5 GB, with
# which they take half the time.
STATIC := ./... ./.ci/check ./.ci/vet
check: form
	$(GO) build -o bin/ ./.ci/check ./.ci/vet
	GOGC=off GOMEMLIMIT=2GiB bin/check $(STATIC)
	GOGC=400 GOOS=darwin GOARCH=arm64 GOFLAGS="$$GOFLAGS -tags=race,lean" bin/vet $(STATIC)

# Each fuzz target for FUZZTIME, led by the code of this project alone (docs/fuzzing.md). What is found
# on the way is kept where go test keeps it.
FUZZTIME ?= 30s
fuzz:
	@mkdir -p bin; set -e; for pkg in $$($(GO) list ./...); do \
		targets=$$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); \
		[ -n "$$targets" ] || continue; \
		$(GO) test -c -gcflags='./...=-d=libfuzzer' -o bin/fuzz.test $$pkg; \
		for target in $$targets; do \
			echo "$$pkg $$target"; (cd $$($(GO) list -f '{{.Dir}}' $$pkg) && $(CURDIR)/bin/fuzz.test -test.run '^$$' -test.fuzz "^$$target$$" \
				-test.fuzztime $(FUZZTIME) -test.fuzzminimizetime 10x -test.fuzzcachedir "$$($(GO) env GOCACHE)/fuzz/$$pkg"); \
		done; \
	done

# Damaged files of every format through the program as it was built, by every verb that reads
# them: FUZZ_CASES of them, which follow from FUZZ_SEED. What a fault needs is kept in bin/damaged.
FUZZ_CASES ?= 5000
FUZZ_SEED ?= 1
fuzz-files: build
	$(GO) test -count=1 -timeout 60m -run '^TestDamagedFiles$$' -v ./cmd/harness \
		-fuzz-program $(CURDIR)/$(BIN) -fuzz-cases $(FUZZ_CASES) -fuzz-seed $(FUZZ_SEED)

# How often each fuzz target is executed, written to docs/fuzzing.md: 10 minutes on two quiet CPUs. The
# rates are by CPU time, whatever else the machine does. A run that was stopped goes on where it was.
# FUZZ_PACKAGES=./results/... measures these packages alone anew.
fuzz-table:
	@mkdir -p bin
	FUZZ_PACKAGES='$(FUZZ_PACKAGES)' docs/fuzzing.sh >bin/fuzzing.md
	mv bin/fuzzing.md docs/fuzzing.md

# Faults of remote workers: FAULTS random ones, which follow from FAULTS_SEED, and sweeps over network
# namespaces, written to docs/remote-faults.md. It needs root.
remote-faults:
	@mkdir -p bin
	FAULTS="$(FAULTS)" FAULTS_SEED="$(FAULTS_SEED)" docs/remote-faults.sh >bin/remote-faults.md
	mv bin/remote-faults.md docs/remote-faults.md

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# The peers' numbers on this machine: needs apt-get or the peers, and some minutes.
# A table is replaced only when all of it was measured.
bench-peers: bench-whole
	@mkdir -p bin
	(echo '# The t-test beside its peers' && echo && docs/peers/bench.sh && echo && \
		ROWS=20000 COLS=1000 docs/peers/bench.sh) >bin/ttest.md
	mv bin/ttest.md docs/peers/ttest.md
	(echo '# The cost of handing out a chunk' && echo && docs/peers/dispatch/bench.sh && echo && docs/peers/dispatch/queue.sh) >bin/dispatch.md
	mv bin/dispatch.md docs/peers/dispatch.md
	(echo '# Permutation tests beside their peers' && echo && docs/peers/multtest/bench.sh) >bin/multtest.md
	mv bin/multtest.md docs/peers/multtest.md
	(echo '# Tests of variants beside PLINK' && echo && docs/peers/plink/bench.sh) >bin/plink.md
	mv bin/plink.md docs/peers/plink.md
	(echo '# Reading a matrix beside its peers' && echo && docs/peers/input/bench.sh && echo && \
		docs/peers/input/text.sh && echo && docs/peers/input/counts.sh && echo && docs/peers/input/genotypes.sh) >bin/input.md
	mv bin/input.md docs/peers/input.md
	docs/peers/npy/bench.sh
	docs/peers/log/bench.sh >bin/log.md
	mv bin/log.md docs/peers/log.md

# Whole processes beside what people would use, written to docs/peers/whole-processes.md, all anew: ten
# minutes, and nothing else should run.
bench-whole:
	@mkdir -p bin
	rm -f docs/peers/whole/runs.jsonl
	docs/peers/whole/bench.sh >bin/whole.md
	mv bin/whole.md docs/peers/whole-processes.md

# What remote workers cost beside gRPC and a bare TCP connection, written to docs/peers/remote.md: four
# minutes, and nothing else should run.
bench-remote: sizes
	@mkdir -p bin
	(echo '# The cost of a chunk on remote workers' && echo && docs/peers/remote/bench.sh) >bin/remote.md
	mv bin/remote.md docs/peers/remote.md

# What the docs show of this machine, measured again; nothing else should run. Needs
# the programs that the pages name, and an hour and a half.
measure: build
	docs/workloads.sh
	docs/engines/run.sh
	rm -f docs/growth/runs.jsonl
	docs/growth.sh >bin/growth.md
	mv bin/growth.md docs/growth.md
	docs/cluster.sh
	rm -rf docs/sweeps/article
	$(BIN) reproduce -o docs/sweeps/article
	rm docs/sweeps/article/*.csv
	docs/prediction.sh
	docs/tutorial.sh
	docs/picture.sh
	docs/scripts/run.sh >bin/scripts.md
	mv bin/scripts.md docs/scripts.md
	docs/functions/run.sh >bin/functions.md
	mv bin/functions.md docs/functions.md
	docs/profiling.sh >bin/profiling.md
	mv bin/profiling.md docs/profiling.md
	$(if $(OLD),OLD=$(OLD) docs/own-serial-fraction.sh)
	rm -rf kept
	$(MAKE) plants docs

# The simulations that measure how often the intervals hold S, written to docs/coverage.md, and
# the program's own S, written to docs/program-coverage.md, how long a sweep takes to an
# interval, written to docs/allocation.md, ten times the random series whose verdicts the tests
# hold against their points, and how often the answers of plans are wrong, written to
# docs/plan-coverage.md.
coverage:
	$(GO) test ./fit -count=1 -timeout 60m -run "TestCoverage$$" -coverage-table $(CURDIR)/docs/coverage.md
	$(GO) test ./results/analysis -count=1 -timeout 30m -run "TestProgramCoverage$$" -program-table $(CURDIR)/docs/program-coverage.md
	$(GO) test ./results/record -count=1 -timeout 30m -run "TestTimeToWidth$$" -allocation-table $(CURDIR)/docs/allocation.md
	$(GO) test ./results/timings/curves -count=1 -run "TestVerdictsAreTrue$$" -truth-series 10000
	$(GO) test ./results/plan -count=1 -timeout 60m -run "TestAnswersAreTrue$$" -plan-table $(CURDIR)/docs/plan-coverage.md

# How often the intervals of a comparison hold the truth, written to docs/compare-coverage.md.
compare-table:
	$(GO) test ./results/compare -count=1 -timeout 30m -run "TestSimulated$$" -compare-table $(CURDIR)/docs/compare-coverage.md

# What signals and the time limit do to jobs of every kind, written to docs/signals.md: some
# minutes, and nothing else should run.
signals: build
	$(GO) test ./cmd/harness -count=1 -timeout 60m -run 'TestSignals$$' -signals-table $(CURDIR)/docs/signals.md -signals-of $(CURDIR)/$(BIN)

# Every cause of S planted alone on this machine, written to docs/plants.md, and the program's
# own S under load, written to docs/load.md: an hour, and nothing else should run. The sweeps are
# kept in the folder kept, which make clean leaves: an interrupted call is continued by the next,
# and where all are made they are judged again. To measure anew, remove it. The two follow each
# other, also with make -j: both measure.
plants:
	$(MAKE) planted
	$(MAKE) loaded

planted:
	@mkdir -p bin
	docs/plants/table.sh >bin/plants.md
	mv bin/plants.md docs/plants.md

loaded:
	@mkdir -p bin
	docs/load/table.sh >bin/load.md
	mv bin/load.md docs/load.md

# The parts of README and docs that tests produce, written again by these tests: the output
# of commands, lines of result files, the codes of advice, the accuracy.
docs:
	$(GO) test ./cmd/harness ./results ./results/advice ./results/predict ./workloads/ttest ./workloads/studentt \
		-run '^Test(Docs|VerbPages|ClusterPage|ArticlePage|LibraryAPI|PredictionPage|FormatPage|Page|AgainstR|TwoSidedReference)$$' -update

clean:
	rm -rf bin
