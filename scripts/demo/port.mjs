import { createServer } from 'node:net';

/** Why the server could not listen there, as a sentence for the person who started it; or null. */
export async function portProblem({ port, host }) {
  const code = await tryToListen(port, host);
  if (!code) return null;
  const other = port < 1024 ? 1338 : port + 1;
  const remedy = `choose another one:\n\n  PORT=${other} npm run demo\n`;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Stop that one (perhaps a demo that still runs), or ${remedy}`;
  }
  return `Cannot listen on port ${port} of ${host} (${code}). Check HOST, or ${remedy}`;
}

const tryToListen = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }) => resolve(code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
