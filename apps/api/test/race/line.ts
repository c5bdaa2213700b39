import { connect, type Socket } from 'node:net';

/** What came back; nothing when the line broke before. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** One connection on which requests are sent without waiting for the answers before them, as a burst is. */
export class Line {
  private readonly socket: Socket;
  private readonly waiting: ((answer: Answer | null) => void)[] = [];
  private received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => this.take(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => this.waiting.splice(0).forEach((done) => done(null)));
  }

  static to(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(new Line(socket)));
      socket.once('error', reject);
    });
  }

  post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer | null> {
    if (this.socket.destroyed) return Promise.resolve(null);
    const lines = Object.entries({ host: '127.0.0.1', 'content-type': 'application/json', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    this.socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.socket.destroy();
  }

  private take(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    for (;;) {
      const end = this.received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = this.received.subarray(0, end).toString('latin1');
      const length = Number(/\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (this.received.length < end + 4 + length) return;
      const body = this.received.subarray(end + 4, end + 4 + length).toString('utf8');
      this.received = this.received.subarray(end + 4 + length);
      this.waiting.shift()?.({ status: Number(head.slice(9, 12)), body: body ? (JSON.parse(body) as unknown) : null });
    }
  }
}
