# The bundle needs Node, libsql's native file and nothing else. Two stages: the tools that build it stay behind.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/communities ./communities
# The embedded database, where one is used: mount a volume here.
RUN mkdir data && chown node:node data
USER node
CMD ["node", "dist/frontdesk.js", "start"]
