-- By what else than our own transaction's hash an arrival may be asked for. Asked the chain once.
create or replace function payments.name_arrival(p_arrival uuid, p_hashes text[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into payments.arrival_name (arrival_id, hash) select p_arrival, h from unnest(p_hashes) h on conflict do nothing;
  update payments.arrival x set named_at = clock_timestamp() where x.id = p_arrival and x.named_at is null;
end $$;
revoke all on function payments.name_arrival from public;
grant execute on function payments.name_arrival to cage_app;
