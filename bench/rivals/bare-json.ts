import express from 'express';

/** What it costs to say the same JSON to anybody who asks. */
const app = express();
app.disable('x-powered-by');
app.disable('etag');
const body = JSON.parse(process.env.BODY ?? '{}');
app.get('/balances', (_request, response) => void response.json(body));
app.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('{"msg":"ready"}\n'));
