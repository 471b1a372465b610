-- A call of bets is judged, then kept, by a function each: what the one finds of a bet and hands to the other has a name.
create type play.judged as (
  grant_id uuid,          -- the grant that is active, in the bet's asset
  cash_account bigint,    -- the player's rows in the ledger; null: nothing was ever in them
  bonus_account bigint,
  cash bigint,            -- what is free in them
  bonus bigint,
  stake_cash bigint,      -- what of the stake, and of the win, is whose
  stake_bonus bigint,
  win_cash bigint,
  win_bonus bigint,
  counted bigint,         -- towards what the grant asks to be staked
  why text                -- why it is not taken; null: it is
);

-- Nobody called it any more.
drop function if exists play.after_round(uuid, bigint);
