-- What became of the charge is what became of the arrival.
create or replace function payments.settle_arrival() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update payments.arrival r set state = new.outcome, ended_at = clock_timestamp()
  where r.order_id = new.order_id and r.state = 'final' and new.id = r.account || ':' || r.lt || ':' || r.hash;
  return new;
end $$;
revoke all on function payments.settle_arrival from public;
create or replace trigger charge_arrival after update of outcome on payments.charge
  for each row when (new.provider = 'ton' and old.outcome is null and new.outcome is not null) execute function payments.settle_arrival();
