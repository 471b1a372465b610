import { h, icon } from '/parts/dom.js';
import { amountOf, clockOf, copyButton, placeLink, placeText, shortOf } from './wire.js';

const nano = (minor) => amountOf({ minor, asset: 'TON' }, true);

const SYMBOLS = [
  [/outside/, 'in'],
  [/jetton|internal transfer|mint|burn/, 'usdt'],
  [/gas returned|came back/, 'refresh'],
  [/notice/, 'chat'],
];
const symbolOf = (kind) => SYMBOLS.find(([pattern]) => pattern.test(kind))?.[1] ?? 'ton';

function nodeOf(node) {
  const says = [
    node.kind,
    node.tokens !== undefined && `, ${amountOf({ minor: node.tokens, asset: 'USDT' })}`,
    node.comment !== undefined && [', comment ', h('span', { class: 'code' }, node.comment)],
  ];
  const content = [
    h('span', { class: 'badge' }, icon(symbolOf(node.kind), 'icon-s')),
    h(
      'span',
      {},
      h('b', {}, placeText(node.account)),
      h('span', { class: 'small' }, says, !node.hash && ', under way'),
      node.ending && h('span', { class: 'small bad' }, node.ending.why),
    ),
    node.value !== null && h('span', { class: 'money' }, nano(node.value)),
  ];
  const attributes = { class: 'node', 'aria-current': node.isMarked ? 'true' : false };
  return h(
    'li',
    {},
    node.hash ? h('a', { ...attributes, href: `/explorer/tx/${node.hash}` }, content) : h('span', attributes, content),
    node.next.length > 0 && h('ul', {}, node.next.map(nodeOf)),
  );
}

function steps({ stage, finalBlocks, block, landedAt }) {
  const isFinal = stage.blocks >= finalBlocks;
  const step = (name, about, isDone) =>
    h(
      'li',
      { class: isDone ? 'done' : false },
      h('span', { class: isDone ? 'mark done' : 'mark todo' }, isDone && icon('check', 'icon-xs')),
      h('span', {}, h('b', { class: 'strong' }, name), h('span', { class: 'small muted' }, about)),
    );
  return h(
    'ol',
    { class: 'three' },
    step('Landed', clockOf(landedAt), true),
    step('Seen', `block ${block.toLocaleString('en-GB')}`, true),
    step('Final', isFinal ? `${finalBlocks} blocks later` : `${stage.blocks} of ${finalBlocks} blocks`, isFinal),
  );
}

const shownValue = ({ text, place, sum, code }) => {
  if (place) return placeLink(place);
  if (sum) return sum.asset === 'TON' ? nano(sum.minor) : amountOf(sum);
  return code ? h('span', { class: 'code' }, text) : text;
};

const factsOf = ({ isWhole, failures }) => [
  ...(failures.length === 0
    ? [[true, 'Nothing bounced or failed on the way']]
    : failures.map((failure) => [false, failure])),
  [isWhole, isWhole ? 'Everything it caused has arrived' : 'Something is still under way'],
];

const titleOf = ({ kind, account, facts }) => {
  const moved = facts.find(({ name }) => name === 'Amount')?.sum;
  return [moved ? amountOf(moved) : `${kind[0].toUpperCase()}${kind.slice(1)}`, ' at ', placeText(account)];
};

const rawLine = (name, value) => [h('b', {}, name.padEnd(9)), `${value}\n`];

export function transactionView(page) {
  const { op, query, message } = page;
  return h(
    'div',
    { class: 'cols v-tx' },
    h(
      'div',
      { class: 'stack' },
      h(
        'section',
        { class: 'card pad' },
        h(
          'div',
          { class: 'tx-head' },
          h(
            'a',
            { class: 'icon-button', href: `/explorer/address/${page.account.address}`, 'aria-label': 'To the account' },
            icon('back'),
          ),
          h('div', { class: 'grow' }, h('h1', { class: 'heading' }, titleOf(page))),
          h('span', { class: 'code muted' }, shortOf(page.hash)),
          copyButton(page.hash, 'hash'),
        ),
        steps(page),
      ),
      h(
        'section',
        { class: 'card pad' },
        h('h2', { class: 'heading' }, 'Messages'),
        h('ul', { class: 'tree' }, nodeOf(page.tree)),
      ),
    ),
    h(
      'div',
      { class: 'stack' },
      h(
        'section',
        { class: 'card pad' },
        h('h2', { class: 'heading' }, `${page.kind[0].toUpperCase()}${page.kind.slice(1)}`),
        h('p', { class: 'small muted' }, 'What the marked message says'),
        h(
          'dl',
          { class: 'terms flat' },
          h('div', {}, h('dt', {}, 'At'), h('dd', {}, placeLink(page.account))),
          page.facts.map((fact) => h('div', {}, h('dt', {}, fact.name), h('dd', {}, shownValue(fact)))),
          h('div', {}, h('dt', {}, 'Fee here'), h('dd', {}, nano(page.fee))),
          h('div', { class: 'total' }, h('dt', {}, 'Network fees, all'), h('dd', {}, nano(page.feesOfAll))),
        ),
      ),
      h(
        'section',
        { class: 'card pad' },
        h('h2', { class: 'heading' }, 'How it went'),
        h(
          'ul',
          { class: 'facts' },
          factsOf(page).map(([isGood, text]) =>
            h('li', { class: isGood ? false : 'bad' }, icon(isGood ? 'check' : 'alert', 'icon-s'), text),
          ),
        ),
      ),
      h(
        'section',
        { class: 'card pad raw' },
        h(
          'div',
          { class: 'section-head' },
          h('h2', { class: 'heading' }, 'Raw'),
          message && copyButton(message.boc, 'message as a bag of cells'),
        ),
        h(
          'pre',
          { class: 'json', tabindex: '0' },
          op !== null && rawLine('op', `0x${op.toString(16).padStart(8, '0')}`),
          query !== null && rawLine('query', query),
          rawLine('lt', page.lt),
          rawLine('hash', page.hash),
          message && rawLine('message', message.hash),
        ),
      ),
    ),
  );
}
