# The hosted App in a container: the bundle that ships, and nothing that it does not need.
FROM node:24-slim
ENV NODE_ENV=production PORT=3000
WORKDIR /relevo
COPY dist/ dist/
COPY LICENSE NOTICE package.json ./
# Everything that is kept is on GitHub; what a task fetches is in the temporary folder until it ends.
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# HOST has no default: `docker run -e HOST=0.0.0.0 …` says that it is meant.
ENTRYPOINT ["node", "dist/cli/index.js", "serve"]
