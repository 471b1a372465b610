-- It was handed to the chain once more.
create or replace function chain.note_sent(p_attempt uuid, p_at timestamptz) returns void
language sql security definer set search_path = '' as $$
  update chain.attempt a set sent_times = a.sent_times + 1, sent_at = p_at where a.id = p_attempt and a.state = 'open';
$$;
revoke all on function chain.note_sent from public;
grant execute on function chain.note_sent to cage_app;
