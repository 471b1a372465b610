-- Wakes the workflow of a grant, once for each key: `wager-moved`, it may be due to end; `grant-ended`, it was ended elsewhere. Never
-- for each bet. A workflow that is gone is begun anew by it and reads where the grant stands.
create or replace function play.wake_wager(p_grant uuid, p_signal text, p_key text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform delivery.enqueue('workflow-signal', 'signal:wager-' || p_grant || ':' || p_key, 'wager-' || p_grant, 1::smallint,
    jsonb_build_object('workflowId', 'wager-' || p_grant, 'signal', p_signal, 'input', '{}'::jsonb, 'start', play.wager_start(p_grant)));
end $$;
revoke all on function play.wake_wager from public;
