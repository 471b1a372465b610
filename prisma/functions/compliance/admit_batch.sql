-- Whether so much may be staked now, by many players at once: one answer for each, in their order, null or why not: `excluded`,
-- `kyc-refused`, `verification-needed` (the profile lets nobody play below `p_plays_from`), `over-loss-limit` or `session-over`. The whole
-- stake may be lost, so the whole of it must fit. It is part of every bet, so all of it is one statement by keys (`select true` and not
-- `exists`, of which a planner may make one hash of a whole table). The caller holds the people (`compliance.lock_people`). A pause that is
-- there has begun, though `p_at` is before it: of a bet that waited while it was taken, or by a clock that is behind.
create or replace function compliance.admit_batch(p_players uuid[], p_assets text[], p_minors bigint[], p_plays_from smallint, p_at timestamptz)
returns text[]
language sql stable security definer set search_path = ''
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select array_agg(case
      when (select true from compliance.pause x where x.player_id = b.player and (x.until is null or x.until > p_at) limit 1)
        or (select true from compliance.person o join compliance.pause x on x.player_id = o.player_id
            where o.person_id = b.person and (x.until is null or x.until > p_at) limit 1) then 'excluded'
      when (select v.status = 'refused' from compliance.verification v where v.player_id = b.player)
        or (select true from compliance.person o join compliance.verification v on v.player_id = o.player_id
            where o.person_id = b.person and v.status = 'refused' and v.refused_why is distinct from 'another-account' limit 1) then 'kyc-refused'
      when p_plays_from > coalesce((select v.level from compliance.verification v
                   where v.player_id = b.player and (v.level_until is null or v.level_until >= current_date)), 0) then 'verification-needed'
      when exists (select from compliance.own_limit l
                   where l.person_id = b.person and l.kind = 'loss' and l.value is not null
                     and exists (select from identity.player p where p.id = b.player and p.wallet_asset = replace(b.asset, 'PLAY-', ''))
                     and b.minor + (select coalesce(sum(t.staked - t.paid), 0) from compliance.day_total t
                                    where t.person_id = b.person and t.asset = b.asset
                                      and t.day >= date_trunc(l.span, p_at at time zone 'UTC')::date) > l.value) then 'over-loss-limit'
      when exists (select from compliance.own_limit l where l.person_id = b.person and l.kind = 'session' and l.value is not null
                     and compliance.played_ms(b.player, p_at) >= l.value * 60000) then 'session-over'
    end order by b.n)
  from (select g.n, g.player, g.asset, g.minor, coalesce(m.person_id, g.player) as person
        from unnest(p_players, p_assets, p_minors) with ordinality as g(player, asset, minor, n)
          left join compliance.person m on m.player_id = g.player) b
$$;
revoke all on function compliance.admit_batch from public;
grant execute on function compliance.admit_batch to cage_app;
