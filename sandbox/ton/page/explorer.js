import { h, icon, part } from '/parts/dom.js';
import { transactionView } from './transaction.js';
import { amountOf, clockOf, copyButton, get, placeText, shortOf, showLinks } from './wire.js';

const shows = ['All', 'In', 'Out'];
let filter = 'All';

const STAGES = {
  seen: ({ blocks }, finalBlocks) => ['off', `Seen, ${blocks} of ${finalBlocks}`],
  final: () => ['', 'Final'],
  'came-back': () => ['bad', 'Came back'],
  failed: () => ['bad', 'Failed'],
};

function stageOf(stage, finalBlocks) {
  const [led, words] = STAGES[stage.state](stage, finalBlocks);
  return h('span', { class: 'stage' }, h('i', { class: `led ${led}`.trim() }), words);
}

function rowOf(row, { finalBlocks }, isOfAll) {
  const [from, to] = row.direction === 'in' ? [row.other, row.account] : [row.account, row.other];
  const who = isOfAll
    ? [from ? placeText(from) : 'Nobody', ' to ', to ? placeText(to) : 'nobody']
    : [row.direction === 'in' ? 'From ' : 'To ', row.other ? placeText(row.other) : 'the issuer'];
  const sign = isOfAll ? '' : row.direction === 'in' ? '+' : '−';
  return h(
    'tr',
    {},
    h('td', { class: 'when' }, clockOf(row.at)),
    h('td', { class: 'who' }, h('a', { href: `/explorer/tx/${row.hash}` }, who)),
    h('td', { class: row.isComment ? 'what code' : 'what' }, row.says),
    h('td', { class: 'sum' }, row.sum ? `${sign}${amountOf(row.sum)}` : ''),
    h('td', { class: 'state' }, stageOf(row.stage, finalBlocks)),
  );
}

function transactions(page, isOfAll) {
  const wanted =
    isOfAll || filter === 'All' ? page.rows : page.rows.filter((row) => row.direction === filter.toLowerCase());
  const segments = h(
    'div',
    { class: 'segments', role: 'radiogroup', 'aria-label': 'Filter' },
    shows.map((name) =>
      h(
        'button',
        { type: 'button', role: 'radio', 'aria-checked': String(name === filter), onclick: () => choose(name) },
        name,
      ),
    ),
  );
  const columns = { when: 'Time', who: 'With', what: 'Says', sum: 'Amount', state: 'State' };
  return h(
    'section',
    { class: 'card' },
    h('div', { class: 'section-head padded' }, h('h2', { class: 'heading' }, 'Transactions'), !isOfAll && segments),
    wanted.length === 0
      ? h('p', { class: 'nobody' }, 'There are none yet.')
      : h(
          'table',
          { class: 'txs' },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              Object.entries(columns).map(([name, title]) => h('th', { class: name }, title)),
            ),
          ),
          h(
            'tbody',
            {},
            wanted.map((row) => rowOf(row, page, isOfAll)),
          ),
        ),
  );
}

function choose(name) {
  filter = name;
  void show();
}

const term = (name, ...value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));

const chainCard = ({ waiting, finalBlocks, head }) =>
  h(
    'section',
    { class: 'card pad chain' },
    h('h2', { class: 'heading' }, 'Chain'),
    h(
      'dl',
      { class: 'terms flat' },
      term('Block', head.toLocaleString('en-GB')),
      term('Final after', `${finalBlocks} blocks`),
      term('Waiting', waiting === 1 ? '1 message' : `${waiting} messages`),
    ),
  );

const knownCard = ({ known }) =>
  h(
    'section',
    { class: 'card pad known' },
    h('h2', { class: 'heading' }, 'Known here'),
    h(
      'ul',
      {},
      known.map((place) =>
        h(
          'li',
          {},
          h(
            'a',
            { href: `/explorer/address/${place.address}` },
            h('span', { class: 'strong' }, place.name),
            h('span', { class: 'small code' }, shortOf(place.address)),
            h(
              'span',
              { class: 'small holds' },
              place.balances
                .filter(({ minor }) => minor !== '0')
                .map((sum) => amountOf(sum))
                .join(' · ') || 'empty',
            ),
          ),
        ),
      ),
    ),
  );

function overviewView(page) {
  return h(
    'div',
    { class: 'cols v-account' },
    h('h1', { class: 'sr' }, 'Explorer'),
    h('div', { class: 'stack' }, chainCard(page), knownCard(page)),
    transactions(page, true),
  );
}

function accountView(page) {
  const [own, tokens] = page.balances;
  const name = page.name ?? shortOf(page.address);
  const forms = { Raw: page.raw, Bounceable: page.bounceable };
  return h(
    'div',
    { class: 'cols v-account' },
    h(
      'div',
      { class: 'stack' },
      h(
        'section',
        { class: 'card pad' },
        h(
          'div',
          { class: 'owner' },
          h('span', { class: 'badge' }, icon('wallet')),
          h(
            'div',
            { class: 'grow' },
            h('h1', { class: page.name ? 'heading' : 'heading code' }, name),
            h('p', {}, h('span', { class: 'code muted' }, shortOf(page.address)), copyButton(page.address, 'address')),
          ),
        ),
        h('p', { class: 'money-amount' }, amountOf(own)),
        tokens.minor !== '0' && h('p', { class: 'small muted' }, `and ${amountOf(tokens)}`),
        h(
          'dl',
          { class: 'terms flat' },
          term('State', page.state),
          term('Contract', page.contract),
          page.seqno !== null && term(h('span', { class: 'code' }, 'seqno'), String(page.seqno)),
          page.changedAt !== null && term('Last change', clockOf(page.changedAt)),
          term(
            'USDT wallet',
            h(
              'a',
              { class: 'code', href: `/explorer/address/${page.usdtWallet.address}` },
              shortOf(page.usdtWallet.address),
            ),
          ),
          Object.entries(forms).map(([title, text]) =>
            term(
              title,
              h('span', { class: 'code' }, shortOf(text)),
              copyButton(text, `${title.toLowerCase()} address`),
            ),
          ),
        ),
        h(
          'p',
          { class: 'small' },
          h('a', { href: `/faucet?address=${page.address}` }, 'Give it something from the faucet'),
        ),
      ),
      chainCard(page),
    ),
    transactions(page, false),
  );
}

const missing = (what) =>
  h('section', { class: 'card pad' }, h('h1', { class: 'heading' }, what.title), h('p', { class: 'muted' }, what.text));
const noTransaction = {
  title: 'There is no such transaction',
  text: 'It never landed, or it was shown and then taken back. Then it never was.',
};

/** What the address of this page asks for. */
async function pageOf(path) {
  const [, kind, wanted = ''] = /^\/explorer\/(address|tx)\/(.+)$/.exec(path) ?? [];
  if (kind === 'address') {
    const page = await get('account', { address: decodeURIComponent(wanted) }).catch(() => undefined);
    return page
      ? [page, accountView(page)]
      : [undefined, missing({ title: 'This is not an address of TON', text: wanted })];
  }
  if (kind === 'tx') {
    const page = await get('transaction', { hash: wanted });
    return page.missing ? [undefined, missing(noTransaction)] : [page, transactionView(page)];
  }
  const page = await get('overview');
  return [page, overviewView(page)];
}

let shown = 0;
async function show() {
  shown += 1;
  const mine = shown;
  const [page, view] = await pageOf(location.pathname);
  if (mine !== shown) return; // a later one was asked for meanwhile
  const focused = document.activeElement?.closest?.('.segments') ? filter : undefined;
  if (page) showHead(page.head);
  part('page').replaceChildren(view);
  if (focused) part('page').querySelector('.segments [aria-checked="true"]')?.focus();
}

const showHead = (seqno) => {
  part('head').textContent = seqno.toLocaleString('en-GB');
};

part('find').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { path } = await get('find', { text: part('find').elements.text.value });
  part('nothing').textContent = path ? '' : 'Nothing like that is on this chain.';
  if (path) location.assign(path);
});

/** What is not final yet moves with every block; the rest only when something landed. */
let isMoving = 0;
const events = new EventSource('/page/events');
events.addEventListener('block', ({ data }) => {
  const { seqno, landed } = JSON.parse(data);
  showHead(seqno);
  if (landed > 0) isMoving = 4;
  if (isMoving > 0) void show();
  isMoving -= 1;
});
void showLinks();
void show();
