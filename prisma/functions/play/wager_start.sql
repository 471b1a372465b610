-- How the workflow of a grant is started, the first time or again after its history was lost: contracts/outbox.ts `WorkflowStart`.
-- The player is reminded a day before the end, or when a quarter of a shorter time is left.
create or replace function play.wager_start(p_grant uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'type', 'wager',
    'workflowId', 'wager-' || g.id,
    'input', jsonb_build_object(
      'grantId', g.id,
      'playUntilMs', floor(extract(epoch from g.play_until) * 1000)::bigint,
      'remindBeforeMs', floor(least(86400, extract(epoch from g.play_until - g.claimed_at) / 4) * 1000)::bigint,
      'patienceMs', 10000),
    'summary', 'Bonus ' || g.bonus_id || ', version ' || g.bonus_version,
    'details', concat_ws(E'\n',
      'A player accepted a bonus and plays for it, until it ends in one of its ways. What is true is the grant''s row in PostgreSQL; this workflow ends it when it is due.',
      '- grant `' || g.id || '`',
      '- player `' || g.player_id || '`',
      '- terms `' || g.bonus_id || '`, version ' || g.bonus_version),
    'attributes', jsonb_build_object('playerId', g.player_id, 'stage', 'active'))
  from play."grant" g where g.id = p_grant and g.claimed_at is not null
$$;
revoke all on function play.wager_start from public;
grant execute on function play.wager_start to cage_app;
