# One list of commands, for people and for CI alike; .ci/run calls nothing else.
MODULES := proto pkg services
DATA    := $(or $(CORRIDOR_DATA),$(abspath ../shared/data))
# What `make generate` writes, and what go keeps in step across the modules.
WRITTEN := proto/corridor pkg/code/codes.go pkg/geo/table.go
LOCKED  := go.work go.work.sum $(foreach m,$(MODULES),$m/go.mod $m/go.sum)
PAGES   := $(shell git ls-files "*.test.js" "*.test.mjs")
# Fails with the difference when one of the given paths is not as committed.
as_committed = git --no-pager diff --exit-code HEAD -- $(1) && test -z "$$(git status --porcelain -- $(1))"
# What go work sync raises in one module, tidy has to write down in it.
tidied = $(foreach m,$(MODULES),(cd $m && go mod tidy) &&) true

.PHONY: demo build test race lint format vet tools generate generated boundaries tidy proto-lint proto-breaking fuzz compare faults faults-ci page ci clean

demo: ; @echo "building bin/corridor, which takes a minute or two the first time"; go build -o bin/ ./services/corridor/cmd/corridor && bin/corridor demo
build: ; go build -o bin/ ./services/.../cmd/...
test: ; go test $(TESTFLAGS) work
race: ; go test -race -shuffle=on $(TESTFLAGS) work
ci: ; bash .ci/run
clean: ; rm -rf bin

lint: format vet $(MODULES:%=lint-%)
format: ; @unformatted=$$(gofmt -l $(MODULES)); echo "gofmt: $${unformatted:-nothing to change}"; test -z "$$unformatted"
vet: ; go vet work
lint-%: bin/golangci-lint ; cd $* && ../bin/golangci-lint run ./...

tools: bin/golangci-lint bin/buf
bin/golangci-lint bin/buf &: tools/go.mod tools/go.sum ; GOWORK=off go -C tools build -o ../bin/ tool && touch bin/golangci-lint bin/buf

# What checks the files of deploy in tests. compose is the parser of docker compose, alone.
bin/helm: ; GOWORK=off GOBIN=$(CURDIR)/bin go install helm.sh/helm/v3/cmd/helm@v3.22.0
bin/compose: ; GOWORK=off GOBIN=$(CURDIR)/bin/.compose go install github.com/compose-spec/compose-go/v2/cmd@v2.16.2 && mv bin/.compose/cmd bin/compose && rmdir bin/.compose

# The NATS command line, which the documents show and their test runs.
bin/nats: ; GOWORK=off GOBIN=$(CURDIR)/bin go install github.com/nats-io/natscli/nats@v0.5.1

generate: bin/buf
	cd proto && go run ./internal/gencodes
	cd proto && rm -f corridor/v1/*.pb.go && ../bin/buf generate
	CORRIDOR_DATA=$(DATA) go generate $(if $(wildcard $(DATA)/geo/country-codes.csv),,-skip=gentable) ./pkg/... ./services/...
generated: generate ; $(call as_committed,$(WRITTEN))

boundaries: $(MODULES:%=alone-%) ; go work sync && $(call as_committed,$(LOCKED))
tidy: ; $(tidied) && go work sync && $(tidied)
alone-%: ; cd $* && GOWORK=off go build ./... && go mod tidy -diff

proto-lint: bin/buf ; cd proto && ../bin/buf lint
proto-breaking: bin/buf ; bash .ci/breaking
fuzz: ; bash .ci/fuzz $(or $(FUZZTIME),10s)
# What a Watermill router does of the plain part of the work, to compare bench pipeline with.
compare: ; GOWORK=off go run -C tools/compare .

# Breaks a hub in every way that one machine allows and writes docs/faults.md; faults-ci is three minutes of it.
faults: ; FAULTS=full go test -count=1 -timeout 90m -v ./services/faults
faults-ci: ; FAULTS=ci go test -count=1 -timeout 10m -v ./services/faults
page: ; $(if $(PAGES),node --test $(PAGES),@echo "no page has a test in JavaScript")
