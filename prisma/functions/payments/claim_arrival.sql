-- A player says that an arrival is theirs: released when they proved the wallet it came from, noted for staff otherwise; gone where
-- it is not there to be claimed, too-many when so many of theirs wait already, or so many of a wallet of theirs were given to them
-- within a day: each is an order, and a message may be worth less than that.
create or replace function payments.claim_arrival(p_player uuid, p_arrival uuid, p_most int, p_most_day int, p_transfer uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare r payments.arrival;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_player::text, 13));
  select * into r from payments.arrival x where x.id = p_arrival and x.state in ('unmatched', 'below-minimum') for update;
  if not found then return 'gone'; end if;
  if payments.holder_of(payments.wallet_owner(r.sender)) = p_player then
    if (select count(*) from payments.arrival x
        where x.player_id = p_player and x.matched_by = 'wallet' and x.released_at > clock_timestamp() - interval '1 day') >= p_most_day then
      return 'too-many';
    end if;
    perform payments.release_arrival(r.id, p_player, 'wallet', p_transfer);
    return 'released';
  end if;
  if not exists (select from payments.claim c where c.arrival_id = r.id and c.player_id = p_player) then
    if (select count(*) from payments.claim c join payments.arrival x on x.id = c.arrival_id
        where c.player_id = p_player and x.state in ('unmatched', 'below-minimum')) >= p_most then
      return 'too-many';
    end if;
    insert into payments.claim (arrival_id, player_id) values (r.id, p_player);
  end if;
  return 'noted';
end $$;
revoke all on function payments.claim_arrival from public;
grant execute on function payments.claim_arrival to cage_app;
