import express from 'express';

/** What the same JSON costs a route that does nothing with it. */
const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.post('/webhooks/telegram/:botId', express.json(), (_request, response) => void response.sendStatus(200));
app.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('{"msg":"ready"}\n'));
