import { fieldsOf, requiredTextField } from '../call-arguments.ts';
import { allowedAmount, knownCurrency, moneyText, STARS } from '../currencies.ts';
import { addMessage, messageOnTheWire } from '../messages.ts';
import { badRequest, isRefused, type Refused } from '../refusal.ts';
import type { Invoice, Price } from '../shapes.ts';
import { botOf, newSlug, playerOf, playerUser } from '../world.ts';
import { type Call, free, type Method, message } from './call.ts';
import { payKeyFirst, readPosting } from './messages.ts';

const MOST_TITLE = 32;
const MOST_DESCRIPTION = 255;
const MOST_PAYLOAD_BYTES = 128;

/** Bot API, sendInvoice and createInvoiceLink: the same invoice, once as a message and once as a link. */
function readInvoice({ world, bot, args }: Call): Invoice | Refused {
  const [title, description, payload, currency, priceList] = [
    'title',
    'description',
    'payload',
    'currency',
    'prices',
  ].map((name) => args.required(name));
  for (const value of [title, description, payload, currency, priceList]) if (isRefused(value)) return value;
  const prices = readPrices(args.json('prices', 'prices JSON object'));
  if (isRefused(prices)) return prices;
  const invoice: Invoice = {
    slug: newSlug(world),
    bot,
    title: String(title),
    description: String(description),
    payload: String(payload),
    currency: String(currency),
    prices,
    total: prices.reduce((sum, { amount }) => sum + amount, 0),
    startParameter: args.text('start_parameter'),
  };
  return wrongInvoice(invoice, args.text('provider_token'), world.providerTokens) ?? invoice;
}

function wrongInvoice(invoice: Invoice, providerToken: string, known: ReadonlySet<string>): Refused | undefined {
  const { title, description, payload, currency, prices, total } = invoice;
  const stars = currency === STARS;
  if (title.length > MOST_TITLE) return badRequest('INVOICE_TITLE_INVALID');
  if (description.length > MOST_DESCRIPTION) return badRequest('INVOICE_DESCRIPTION_INVALID');
  if (Buffer.byteLength(payload) > MOST_PAYLOAD_BYTES) return badRequest('INVOICE_PAYLOAD_INVALID');
  if (stars && (providerToken !== '' || prices.length !== 1)) return badRequest('STARS_INVOICE_INVALID');
  if (!stars && !known.has(providerToken)) return badRequest('PAYMENT_PROVIDER_INVALID');
  if (!knownCurrency(currency)) return badRequest('CURRENCY_INVALID');
  if (!Number.isSafeInteger(total) || !allowedAmount(currency, total))
    return badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  return undefined;
}

function readPrices(value: unknown): Price[] | Refused {
  if (isRefused(value)) return value;
  if (!Array.isArray(value)) return badRequest('Expected an Array of labeled prices');
  const prices: Price[] = [];
  for (const each of value) {
    const price = readPrice(each);
    if (isRefused(price)) return badRequest(`Can't parse labeled price: ${price.description.slice(13)}`);
    prices.push(price);
  }
  return prices.length > 0 ? prices : badRequest('There must be at least one price');
}

function readPrice(value: unknown): Price | Refused {
  const fields = fieldsOf(value);
  if (!fields) return badRequest('LabeledPrice must be an Object');
  const label = requiredTextField(fields, 'label');
  if (isRefused(label)) return label;
  if (!label) return badRequest('LabeledPrice label must be non-empty');
  if (fields.amount === undefined) return badRequest('Can\'t find field "amount"');
  const amount = Number(fields.amount);
  return Number.isSafeInteger(amount) ? { label, amount } : badRequest('Field "amount" must be a valid Number');
}

const sendInvoice = message((call) => {
  const { world, bot } = call;
  const invoice = readInvoice(call);
  if (isRefused(invoice)) return invoice;
  const posting = readPosting(call);
  if (isRefused(posting)) return posting;
  const given = posting.markup;
  if (given && !('inline_keyboard' in given)) return badRequest('Inline keyboard expected');
  if (given && !payKeyFirst(given.inline_keyboard)) return badRequest('REPLY_MARKUP_BUY_EMPTY');
  world.invoices.put(invoice.slug, invoice);
  const pay = { text: `Pay ${moneyText(invoice.total, invoice.currency)}`, pay: true as const };
  const markup = given ?? { inline_keyboard: [[pay]] };
  const draft = { from: 'bot' as const, ...posting.common, invoice: invoice.slug };
  return messageOnTheWire(world, addMessage(world, bot, posting.player, draft, markup));
});

const createInvoiceLink = free((call) => {
  const invoice = readInvoice(call);
  if (isRefused(invoice)) return invoice;
  call.world.invoices.put(invoice.slug, invoice);
  return invoiceLink(invoice.slug);
});

export const invoiceLink = (slug: string): string => `https://t.me/$${slug}`;

const answerPreCheckoutQuery = free(({ args, payments, bot }) => {
  const why = args.flag('ok') ? undefined : args.required('error_message');
  return isRefused(why) ? why : payments.answer(bot, args.text('pre_checkout_query_id'), why);
});

const refundStarPayment = free(({ world, args, payments, bot }) => {
  const user = args.integer('user_id', 0);
  if (!world.players.get(String(user))) return badRequest('invalid user_id specified');
  return payments.refundStars(bot, user, args.text('telegram_payment_charge_id'));
});

const getMyStarBalance = free(({ world, bot }) => ({ amount: botOf(world, bot).stars }));

/** In the order of time (Bot API, getStarTransactions); a refund is a line of its own under the number of its payment. */
const getStarTransactions = free(({ world, args, bot }) => {
  const offset = args.integer('offset', 0, 0);
  const limit = args.integer('limit', 100, 1, 100);
  const lines = [...world.charges.values()]
    .filter((charge) => charge.bot === bot && charge.currency === STARS)
    .flatMap(({ id, player, amount, payload, at, refundedAt }) => {
      const user = playerUser(playerOf(world, player));
      const partner = { type: 'user', transaction_type: 'invoice_payment', user, invoice_payload: payload };
      const paid = { at, line: { id, date: Math.floor(at / 1_000), source: partner, amount } };
      if (refundedAt === undefined) return [paid];
      const back = { id, date: Math.floor(refundedAt / 1_000), receiver: partner, amount };
      return [paid, { at: refundedAt, line: back }];
    });
  return {
    transactions: lines
      .sort((a, b) => a.at - b.at)
      .map(({ line }) => line)
      .slice(offset, offset + limit),
  };
});

export const paymentMethods: Readonly<Record<string, Method>> = {
  sendinvoice: sendInvoice,
  createinvoicelink: createInvoiceLink,
  answerprecheckoutquery: answerPreCheckoutQuery,
  refundstarpayment: refundStarPayment,
  getmystarbalance: getMyStarBalance,
  getstartransactions: getStarTransactions,
};
