# rekey. `make scan` and `make test` do all set-up themselves; `make help` lists the rest.
# Needs Debian 12 or a relative of it, make, and Swift 6.2 or newer.

.DEFAULT_GOAL := help
.PHONY: help setup build scan test lint bench accuracy fuzz fuzz-archives install uninstall clean

# What to scan, and where to install.
DIR ?= .
PREFIX ?= /usr/local
# How long to fuzz.
MINUTES ?= 20

# The C libraries (docs/dependencies.md says what each is for), what a program is linked with, what the Swift toolchain itself loads.
PACKAGES := git ca-certificates pkg-config libssl-dev libpcre2-dev libdeflate-dev libarchive-dev \
	nettle-dev liblzma-dev libzstd-dev liblz4-dev libbz2-dev zlib1g-dev \
	binutils libc6-dev libstdc++-12-dev \
	libcurl4 libncurses6 libsqlite3-0 libxml2

# What the tests make archives with; a test whose program is missing says so and is left out.
TEST_PACKAGES := zip zstd xz-utils bzip2 lz4 libarchive-tools

PROGRAM := .build/release/rekey
STATIC := -c release --static-swift-stdlib -Xswiftc -static-executable
RELEASE := $(STATIC) --product rekey

help:
	@echo 'make scan [DIR=.]               set up, build, scan a folder or repository'
	@echo 'make test                       set up, build, run all tests'
	@echo 'make build                      set up, build $(PROGRAM)'
	@echo 'make install [PREFIX=$(PREFIX)]  build and copy the program to PREFIX/bin'
	@echo 'make lint                       formatting, length of files, syntax of scripts'
	@echo 'make bench BENCH_REPOS="A B"    measure speed; Benchmarks/README.md'
	@echo 'make bench HISTORY="A B"        measure the speed of whole histories'
	@echo 'make accuracy                   measure precision and recall; Benchmarks/README.md'
	@echo 'make fuzz [MINUTES=$(MINUTES)]          feed damaged repositories to the object reader'
	@echo 'make fuzz-archives [MINUTES=$(MINUTES)]  feed damaged archives to the archive reader'
	@echo 'make uninstall, make clean'

# Installs what is missing, once. Does nothing, and needs no network, where everything is there.
setup:
	@sh .ci/setup.sh $(PACKAGES)

build: setup
	@swift build $(RELEASE)

# rekey ends with 1 when it finds something; make then says "Error 1" and ends with 2.
scan: build
	@$(PROGRAM) scan "$(DIR)"

test: setup
	@sh .ci/setup.sh $(TEST_PACKAGES)
	swift build --build-tests $(TEST_FLAGS)
	swift test --skip-build --parallel $(TEST_FLAGS)

lint: setup
	@sh .ci/lint.sh

bench: build
	@sh Benchmarks/run.sh

accuracy: build
	@swift build $(STATIC) --product make-corpus
	@sh Benchmarks/accuracy.sh

# Optimised, with the checks that make an overflow or a bad index end the program.
fuzz: setup
	@swift build $(STATIC) --product fuzz-git
	@.build/release/fuzz-git git $(MINUTES)

fuzz-archives: setup
	@sh .ci/setup.sh $(TEST_PACKAGES)
	@swift build $(STATIC) --product fuzz-git
	@.build/release/fuzz-git archives $(MINUTES)

install: build
	install -D -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/rekey"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/rekey"

clean:
	rm -rf .build
