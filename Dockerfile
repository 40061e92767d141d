# The command `trail-guard` as a container: docs/ci.md.
FROM node:22-slim AS build
WORKDIR /repository
COPY . .
RUN npm ci --no-audit --no-fund \
    && npm pack --workspace checker \
    && npm install --global --prefix /opt/trail-guard ./*.tgz

# Node and nothing else: no shell, no package manager, and not as root.
FROM gcr.io/distroless/nodejs22-debian12:nonroot
COPY --from=build /opt/trail-guard /opt/trail-guard
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/nodejs/bin/node", "/opt/trail-guard/bin/trail-guard"]
CMD ["--help"]
