import Fastify from 'fastify';
import pg from 'pg';

/** The bare server: Fastify, one pool, named statements, the same SQL as ours; no checks, no rooms, no framework. */
const pool = new pg.Pool({
  connectionString: process.env.BENCH_DATABASE,
  options: '-c role=qiyue_app',
  max: 16,
});
const page = Buffer.from(await (await fetch(process.env.BENCH_PAGE!)).arrayBuffer());
const server = Fastify();

server.get<{ Params: { number: string } }>('/notice/:number', async (request, reply) => {
  const { rows } = await pool.query<{ body: string }>({
    name: 'one',
    text: 'select etag, detail as body from tendering.sheet where number = $1',
    values: [request.params.number],
  });
  return reply.type('application/json').send(rows[0]!.body);
});

server.get('/notices', async (_request, reply) => {
  const { rows } = await pool.query<{ summary: string }>({
    name: 'list',
    text: `select s.summary from tendering.sheet s order by s.published_at desc, s.procedure desc limit $1`,
    values: [21],
  });
  return reply.type('application/json').send(
    `{"data":[${rows
      .slice(0, 20)
      .map(({ summary }) => summary)
      .join(',')}],"page":{"next":null}}`,
  );
});

server.get('/page', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));

await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.stdout.write('bare server listens\n');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
