# The bot, from source: Node 24 runs the TypeScript as it is.
FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

# Nothing that the bot needs has an install script.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY LICENSE manifest.json ./
COPY bin bin
COPY src src

RUN install -d -o node -g node -m 700 /data
USER node
ENV FIVEOHTWO_DATA_DIR=/data PORT=3000
VOLUME /data
EXPOSE 3000

# Whether the process answers. That Slack or the database is away is no reason to restart it: /healthz tells that.
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["node", "bin/502.js"]
CMD ["serve"]
