import { HopelessError } from '../runtime/until-it-answers.ts';
import type { Pool } from './pool.ts';
import { readSources, type Source } from './sources.ts';
import { query, sql } from './tx.ts';

/** What history is made of: the application may add to it through functions, and change none of it. */
const FOR_EVER = [
  'ledger.transfer',
  'ledger.entry',
  'ledger.account',
  'ledger.hold',
  'ledger.asset',
  'ledger.account_kind',
  'audit.entry',
  'audit.sealed',
  'audit.seal',
  'audit.sealing',
  'payments.charge',
  'payments.withdrawal',
  'payments.payout',
  'payments.approval',
  'payments.take_back',
  'payments.attention',
  'payments.rail_pause',
  'payments.refund',
  'payments.difference',
  'payments.destination',
  'payments.wallet',
  'payments.wallet_nonce',
  'payments.memo',
  'payments.arrival',
  'payments.claim',
  'payments.assignment',
  'payments.give_back',
  'payments.give_back_vote',
  'payments.arrival_name',
  'chain.account',
  'chain.transaction',
  'chain.payout',
  'chain.attempt',
  'chain.attempt_message',
  'chain.writer',
  'compliance.person',
  'compliance.known_account',
  'compliance.own_limit',
  'compliance.pause',
  'compliance.day_total',
  'compliance.play_session',
] as const;
/** Written once by the application, changed by nobody. */
const WRITE_ONCE = ['payments.quote', 'ledger.quote', 'identity.player_key'] as const;

/** What the application cannot work without: the functions it calls, and the few rows it writes itself. */
const CALLED = [
  'payments.open_chain_books',
  'payments.book_chain',
  'payments.book_lost_payouts',
  'payments.close_payouts',
  'payments.chain_positions',
  'audit.append',
  'delivery.receive_batch',
  'delivery.enqueue',
  'delivery.claim',
  'delivery.take_lease',
  'identity.player_for',
  'identity.refresh',
  'identity.end_sessions',
  'identity.end_overdue_sessions',
  'identity.guest',
  'identity.link_account',
  'identity.unlink_account',
  'identity.close_player',
  'identity.ask_code',
  'identity.hold_code',
  'identity.try_code',
  'identity.end_code',
  'identity.expire_codes',
  'identity.forget_codes',
  'identity.issue_pass',
  'identity.use_pass',
  'ledger.open_account',
  'ledger.execute',
  'ledger.keep_quote',
  'ledger.version_at',
  'ledger.judge_exchange',
  'payments.record_charge',
  'payments.settle_batch',
  'payments.request_withdrawal',
  'payments.confirm_withdrawal',
  'payments.review_withdrawal',
  'payments.approve_withdrawal',
  'payments.start_sending',
  'payments.fix_withdrawal',
  'payments.begin_payout',
  'payments.answer_payout',
  'payments.resolve_payout',
  'payments.drop_payouts',
  'payments.release_withdrawal',
  'payments.finish_withdrawal',
  'payments.move_withdrawal',
  'payments.return_payout',
  'payments.settle_payout',
  'payments.settle_refund',
  'payments.record_take_back',
  'payments.raise_attention',
  'payments.end_attention',
  'payments.pause_rail',
  'payments.resume_rail',
  'payments.open_refund',
  'payments.begin_refund',
  'payments.answer_refund',
  'payments.resolve_refund',
  'payments.compared',
  'payments.note_difference',
  'payments.add_destination',
  'payments.confirm_destination',
  'payments.remove_destination',
  'payments.open_wallet_nonce',
  'payments.spend_wallet_nonce',
  'payments.link_wallet',
  'payments.remove_wallet',
  'payments.add_wallet_destination',
  'payments.carry_wallets',
  'payments.memo_of',
  'chain.ask_payout',
  'chain.held_back',
  'chain.sign_attempt',
  'chain.note_sent',
  'chain.settle_attempt',
  'chain.deliver_payout',
  'chain.refuse_payout',
  'chain.explain_payouts',
  'chain.stop_writer',
  'chain.note_writer',
  'chain.note_looked',
  'chain.signed_in_vain',
  'chain.sent_since',
  'chain.resume_writer',
  'payments.see_arrivals',
  'payments.finalise_arrivals',
  'payments.take_arrival',
  'payments.assign_arrival',
  'payments.claim_arrival',
  'payments.arrival_credit',
  'payments.name_arrival',
  'payments.give_back_arrival',
  'payments.send_give_back',
  'payments.miss_sent',
  'payments.end_claims',
  'chain.watch',
  'chain.walk',
  'chain.drop_walk',
  'compliance.level_of',
  'compliance.is_refused',
  'compliance.person_of',
  'compliance.accounts_of',
  'compliance.lock_people',
  'compliance.join_people',
  'compliance.pause_of',
  'compliance.take_pause',
  'compliance.set_limit',
  'compliance.confirm_limit',
  'compliance.keep_limit',
  'compliance.deposited_since',
  'compliance.judge_deposit',
  'compliance.lost_since',
  'compliance.played_ms',
  'compliance.admit_batch',
  'compliance.note_batch',
  'compliance.may_promote',
  'play.promise_seed',
  'play.begin_seeds',
  'play.change_seeds',
  'play.bet_batch',
  'play.act',
  'play.note_points',
  'play.publish_bonus',
  'play.close_bonus',
  'play.is_first_deposit',
  'play.may_come_to',
  'play.offer_grant',
  'play.is_offer_gone',
  'play.claim_grant',
  'play.decline_grant',
  'play.expire_offers',
  'play.judge_grant',
  'play.wake_overdue',
  'play.end_grant',
  'play.lock_active_grant',
  'play.notify',
  'play.announce',
  'play.carry_standing',
] as const;
/** What other functions call, and the application does not. */
const INNER = [
  'identity.hold_codes',
  'payments.end_refund',
  'payments.account_for',
  'payments.fee_by',
  'payments.exchanged',
  'payments.rate_at',
  'payments.exchange_legs',
  'payments.sent_for',
  'payments.end_holds',
  'payments.wallet_owner',
  'chain.sent_by',
  'chain.came_back',
  'payments.holder_of',
  'payments.release_arrival',
  'payments.order_paid_by',
  'payments.news_of',
  'chain.see',
  'chain.finalise',
  'compliance.span_start',
  'compliance.know_account',
  'compliance.note_deposit',
  'compliance.note_paid',
  'play.counted_of',
  'play.judge_bets',
  'play.keep_bets',
  'play.after_rounds',
  'play.level_at',
  'play.book_end',
  'play.is_deposit_gone',
  'play.wager_needed',
  'play.wake_wager',
] as const;
/** What the sealer alone may call, as cage_sealer. */
const SEALED_BY = ['audit.begin_sealing', 'audit.unsealed', 'audit.seal_batch'] as const;
const WRITTEN = [
  'insert payments.quote',
  'insert payments.rate',
  'delete payments.rate',
  'insert payments.order',
  'update payments.order',
  'insert payments.sent_hint',
  'update identity.linked_account',
  'update identity.player',
  'insert identity.session',
  'delete identity.session',
  'insert identity.refresh_token',
  'insert identity.spent_proof',
  'delete identity.spent_proof',
  'insert identity.ticket',
  'update identity.ticket',
  'delete identity.ticket',
  'insert identity.arrival',
  'insert identity.player_key',
  'insert identity.staff',
  'update identity.staff',
  'update compliance.asked_document',
  'insert compliance.document',
  'update compliance.document',
  'insert compliance.document_look',
  'delete compliance.document_look',
  'insert requests.idempotency_key',
  'delete requests.idempotency_key',
  'update delivery.inbox',
  'delete delivery.inbox',
  'update delivery.outbox',
  'delete delivery.outbox',
  'delete delivery.lease',
  'insert compliance.reminder',
  'update compliance.reminder',
  'delete compliance.reminder',
  'insert play.bonus_message',
  'delete play.bonus_message',
  'insert play.notice_choice',
  'update play.notice_choice',
  'update play.notice',
  'delete play.notice',
] as const;

/** Every function, table and trigger that SQL of ours makes, read from the SQL itself: none can be forgotten here. */
function named(sources: readonly Source[], shape: RegExp): string[] {
  return sources.flatMap(({ source }) =>
    Array.from(source.matchAll(shape), (match) => match.slice(1).join('.').replaceAll('"', '')),
  );
}

/** Functions that were dropped for good: one that was written anew after it, with other arguments, is looked at as any other. */
function droppedForGood(sources: readonly Source[]): ReadonlySet<string> {
  const dropped = new Set<string>();
  const shape = /^(create(?: or replace)?|drop) function (\w+\.\w+)/gim;
  for (const { source } of sources)
    for (const [, verb, name = ''] of source.matchAll(shape))
      if (verb?.toLowerCase() === 'drop') dropped.add(name);
      else dropped.delete(name);
  return dropped;
}

/** What each function does, in the words of the last that wrote it. */
function bodies(sources: readonly Source[]): Map<string, string> {
  const shape = /^create (?:or replace )?function (\w+\.\w+)[\s\S]*?\bas \$\$([\s\S]*?)\$\$;/gim;
  return new Map(
    sources.flatMap(({ source }) =>
      Array.from(source.matchAll(shape), ([, name = '', body = '']): [string, string] => [name, body]),
    ),
  );
}

/** Checks and unique indexes that are still meant to be there: what binds the rows themselves. */
function binding(sources: readonly Source[]): string[] {
  const all = sources.map(({ source }) => source).join('\n');
  const last = (shape: string, name: string) =>
    Array.from(all.matchAll(new RegExp(`${shape} "?(?:\\w+"?\\."?)?${name}\\b`, 'gi'))).at(-1)?.index ?? -1;
  const standing = (names: RegExp, made: string, dropped: string) =>
    Array.from(all.matchAll(names), ([, name = '']) => name).filter((name) => last(made, name) > last(dropped, name));
  const checks = standing(/add constraint (\w+) check/gi, 'add constraint', 'drop constraint');
  const indexes = standing(/^create unique index "?(\w+)"?/gim, 'create unique index', 'drop index');
  return [...new Set([...checks, ...indexes])];
}

/**
 * What the database lacks or allows too much, in words. Prisma's own drift check sees neither functions, triggers nor
 * grants, and a database restored without them would look healthy until money moved.
 */
export async function findMissing(pool: Pool, sources: readonly Source[] = readSources()): Promise<string[]> {
  const dropped = droppedForGood(sources);
  const functions = named(sources, /^create (?:or replace )?function (\w+)\.(\w+)/gim).filter((f) => !dropped.has(f));
  const views = named(sources, /^create (?:or replace )?view (\w+)\.(\w+)/gim);
  const tables = named(sources, /^create table "(\w+)"\."(\w+)"/gim);
  const triggers = named(sources, /^create (?:or replace )?trigger (\w+)[\s\S]*? on (\w+\.\w+)/gim);
  const written = [...bodies(sources)].filter(([name]) => !dropped.has(name));
  const conditional = named(sources, /^create (?:or replace )?trigger (\w+)[^;]*? on (\w+\.\w+)[^;]*? when \(/gim);
  const rows = await query<{ missing: string }>(
    pool,
    sql`
    select 'function ' || f || ' is missing' as missing from unnest(${functions}::text[]) f
    where not exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname || '.' || p.proname = f)
    union all
    select 'function ' || f || ' is not as the migrations wrote it'
    from unnest(${written.map(([name]) => name)}::text[], ${written.map(([, body]) => body)}::text[]) as w(f, body)
      join pg_proc p on p.prosrc <> w.body join pg_namespace n on n.oid = p.pronamespace where n.nspname || '.' || p.proname = w.f
    union all
    select b || ' binds nothing any more' from unnest(${binding(sources)}::text[]) b
    where not exists (select from pg_constraint c where c.conname = b and c.convalidated)
      and not exists (select from pg_class c join pg_index i on i.indexrelid = c.oid where c.relname = b and i.indisunique and i.indisvalid)
    union all
    select 'trigger ' || x.tgname || ' on ' || n.nspname || '.' || c.relname || ' has a condition of its own'
    from pg_trigger x join pg_class c on c.oid = x.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not x.tgisinternal and x.tgqual is not null and n.nspname in ('audit', 'chain', 'compliance', 'delivery', 'identity', 'ledger', 'payments', 'play', 'requests')
      and not (x.tgname || '.' || n.nspname || '.' || c.relname = any(${conditional}::text[]))
    union all
    select 'table ' || t || ' is missing' from unnest(${tables}::text[]) t where to_regclass(quote_ident(split_part(t, '.', 1)) || '.' || quote_ident(split_part(t, '.', 2))) is null
    union all
    select 'view ' || v || ' is missing' from unnest(${views}::text[]) v where to_regclass(v) is null
    union all
    select 'trigger ' || split_part(g, '.', 1) || ' on ' || split_part(g, '.', 2) || '.' || split_part(g, '.', 3) || ' is missing or off' from unnest(${triggers}::text[]) g
    where not exists (
      select from pg_trigger x join pg_class c on c.oid = x.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where x.tgenabled in ('O', 'A') and x.tgname || '.' || n.nspname || '.' || c.relname = g)
    union all
    select 'cage_app may ' || p || ' ' || t || ', which is history' from unnest(${[...FOR_EVER]}::text[]) t, unnest(array['insert', 'update', 'delete', 'truncate']) p
    where to_regclass(t) is not null and (has_table_privilege('cage_app', t, p) or (p in ('insert', 'update') and has_any_column_privilege('cage_app', t, p)))
    union all
    select 'cage_app may ' || p || ' ' || t || ', which is a promise' from unnest(${[...WRITE_ONCE]}::text[]) t, unnest(array['update', 'delete', 'truncate']) p
    where to_regclass(t) is not null and (has_table_privilege('cage_app', t, p) or (p = 'update' and has_any_column_privilege('cage_app', t, p)))
    union all
    select 'cage_app may not run ' || f from unnest(${[...CALLED]}::text[]) f
    where exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname || '.' || p.proname = f and not has_function_privilege('cage_app', p.oid, 'execute'))
    union all
    select 'cage_app may run ' || f from unnest(${[...INNER]}::text[]) f
    where exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname || '.' || p.proname = f and has_function_privilege('cage_app', p.oid, 'execute'))
    union all
    select case when r = 'cage_app' then 'cage_app may run ' else 'cage_sealer may not run ' end || f
    from unnest(${[...SEALED_BY]}::text[]) f, unnest(array['cage_app', 'cage_sealer']) r
    where exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname || '.' || p.proname = f and has_function_privilege(r, p.oid, 'execute') = (r = 'cage_app'))
    union all
    select 'cage_app may not read ' || t from unnest(${tables}::text[]) t
    where to_regclass(quote_ident(split_part(t, '.', 1)) || '.' || quote_ident(split_part(t, '.', 2))) is not null
      and not has_table_privilege('cage_app', quote_ident(split_part(t, '.', 1)) || '.' || quote_ident(split_part(t, '.', 2)), 'select')
    union all
    select 'cage_app may not read ' || v from unnest(${views}::text[]) v where to_regclass(v) is not null and not has_table_privilege('cage_app', v, 'select')
    union all
    select 'cage_app may not ' || w from unnest(${[...WRITTEN]}::text[]) w, split_part(w, ' ', 1) p, split_part(w, ' ', 2) t
    where to_regclass(t) is not null and not has_table_privilege('cage_app', t, p) and not (p <> 'delete' and has_any_column_privilege('cage_app', t, p))`,
  );
  return rows.map((row) => row.missing);
}

/** Stops a process that would work on a database it does not fit. An outage throws something else, and may be waited for. */
export async function assertSchema(pool: Pool): Promise<void> {
  const missing = await findMissing(pool);
  if (missing.length === 0) return;
  throw new HopelessError(
    `the database is not as the migrations leave it: ${missing.slice(0, 3).join('; ')}. Run "npm run migrate"`,
  );
}
