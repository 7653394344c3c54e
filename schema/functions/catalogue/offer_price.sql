-- What an offer costs somebody who buys by a key of this price group; the list price without one, and while it is off.
-- A group takes its per cent off, but never goes below what the offer's best route costs, unless its operator said that
-- it may. A promo code that its user chose in the chat counts there alone; see quote_offer. Null: there is no such
-- offer.
CREATE OR REPLACE FUNCTION offer_price(p_offer integer, p_user bigint, p_group integer) RETURNS bigint
  LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN g.id IS NULL THEN o.price ELSE group_price(o.price, g.mark_down::numeric,
    CASE WHEN NOT g.may_sell_below_cost AND NOT r.is_pool THEN COALESCE(r.listed_cost, r.max_cost) END) END
  FROM offers o LEFT JOIN price_groups g ON g.id = p_group AND g.is_active
  LEFT JOIN routes r ON r.id = o.best_route_id
  WHERE o.id = p_offer
$$;
