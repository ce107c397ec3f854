import { Agent, request } from 'node:http';

export interface Answer {
  /** Null: the connection was closed without an answer. */
  readonly status: number | null;
  /** The answer came whole. */
  readonly isWhole: boolean;
}

/**
 * Asks as a load balancer does: on a connection that served a good request before, and is kept open. `times` asks for the
 * path again, on the same connection.
 */
export async function ask(port: number, path: string, { times = 1, method = 'GET' } = {}): Promise<Answer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    await get(agent, port, '/ok/first', 'GET');
    let answer = await get(agent, port, path, method);
    for (let nth = 1; nth < times; nth += 1) answer = await get(agent, port, path, method);
    return answer;
  } finally {
    agent.destroy();
  }
}

function get(agent: Agent, port: number, path: string, method: string): Promise<Answer> {
  return new Promise((resolve) => {
    const sent = request({ agent, host: '127.0.0.1', port, path, method, maxHeaderSize: 65_536 }, (response) => {
      const status = response.statusCode ?? null;
      response.resume();
      response.once('end', () => resolve({ status, isWhole: response.complete }));
      response.once('error', () => resolve({ status, isWhole: false }));
    });
    sent.once('error', () => resolve({ status: null, isWhole: false }));
    sent.end();
  });
}
