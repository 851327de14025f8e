-- Revenue: one fact per ended session, and sums of them. Facts and sums are made by the worker from the rows; a session whose rows have
-- changed since stands in revenue_stale, written in the transaction of the change, so that who adds up can look at its rows instead.

-- Money is whole ten-thousandths of the currency's major unit, energy whole milliwatt-hours: sums of integers are exact and fast.
-- Of a reference, 0 is "none".
CREATE TABLE "revenue_fact" (
    "session_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "minute" SMALLINT NOT NULL,
    "hour" SMALLINT NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "site_id" BIGINT NOT NULL,
    "station_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "tariff_id" BIGINT NOT NULL,
    "means" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "energy" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "vat" BIGINT NOT NULL,
    "gross" BIGINT NOT NULL,
    "cost" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "unpaid" BIGINT NOT NULL,
    "costed" INTEGER NOT NULL,
    "unpriced" INTEGER NOT NULL,
    "under_review" INTEGER NOT NULL,
    "earned" BIGINT NOT NULL,
    "provider_fees" BIGINT NOT NULL,
    "costed_energy" BIGINT NOT NULL,
    "awaited" SMALLINT NOT NULL,
    "terms_missing" SMALLINT NOT NULL,
    "spot_missing" SMALLINT NOT NULL,
    "rate_missing" SMALLINT NOT NULL,
    "meter_missing" SMALLINT NOT NULL,
    "fee_missing" SMALLINT NOT NULL,
    CONSTRAINT "revenue_fact_pkey" PRIMARY KEY ("session_id")
);
CREATE INDEX "revenue_fact_day_idx" ON "revenue_fact"("day");
CREATE INDEX "revenue_fact_site_id_day_idx" ON "revenue_fact"("site_id", "day");
CREATE INDEX "revenue_fact_station_id_day_idx" ON "revenue_fact"("station_id", "day");
CREATE INDEX "revenue_fact_customer_id_day_idx" ON "revenue_fact"("customer_id", "day");
-- What was sold below cost: few, and listed one by one.
CREATE INDEX "revenue_fact_below_cost" ON "revenue_fact" ("day") WHERE "costed_net" < "cost" + "provider_fees";
ALTER TABLE "revenue_fact" ADD CONSTRAINT "revenue_fact_means_word" CHECK ("means" IN ('card', 'swish', 'sandbox', 'invoice', 'roaming', 'none'));

-- Sums, split in several ways ("cube", see lib/revenue/cubes.ts); what a cube is not split by is 0 or ''.
CREATE TABLE "revenue_cell" (
    "cube" SMALLINT NOT NULL,
    "day" DATE NOT NULL,
    "site_id" BIGINT NOT NULL,
    "station_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "tariff_id" BIGINT NOT NULL,
    "means" TEXT NOT NULL,
    "hour" SMALLINT NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "currency" TEXT NOT NULL,
    "sessions" INTEGER NOT NULL,
    "energy" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "vat" BIGINT NOT NULL,
    "gross" BIGINT NOT NULL,
    "cost" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "unpaid" BIGINT NOT NULL,
    "costed" INTEGER NOT NULL,
    "unpriced" INTEGER NOT NULL,
    "under_review" INTEGER NOT NULL,
    "earned" BIGINT NOT NULL,
    "provider_fees" BIGINT NOT NULL,
    "costed_energy" BIGINT NOT NULL,
    "awaited" INTEGER NOT NULL,
    "terms_missing" INTEGER NOT NULL,
    "spot_missing" INTEGER NOT NULL,
    "rate_missing" INTEGER NOT NULL,
    "meter_missing" INTEGER NOT NULL,
    "fee_missing" INTEGER NOT NULL,
    CONSTRAINT "revenue_cell_pkey" PRIMARY KEY ("cube", "day", "site_id", "station_id", "customer_id", "tariff_id", "means", "hour", "weekday", "currency")
) PARTITION BY LIST ("cube");
CREATE TABLE "revenue_cell_1" PARTITION OF "revenue_cell" FOR VALUES IN (1) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_2" PARTITION OF "revenue_cell" FOR VALUES IN (2) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_3" PARTITION OF "revenue_cell" FOR VALUES IN (3) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_4" PARTITION OF "revenue_cell" FOR VALUES IN (4) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_5" PARTITION OF "revenue_cell" FOR VALUES IN (5) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_6" PARTITION OF "revenue_cell" FOR VALUES IN (6) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_7" PARTITION OF "revenue_cell" FOR VALUES IN (7) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_8" PARTITION OF "revenue_cell" FOR VALUES IN (8) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_9" PARTITION OF "revenue_cell" FOR VALUES IN (9) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_10" PARTITION OF "revenue_cell" FOR VALUES IN (10) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_11" PARTITION OF "revenue_cell" FOR VALUES IN (11) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_12" PARTITION OF "revenue_cell" FOR VALUES IN (12) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_13" PARTITION OF "revenue_cell" FOR VALUES IN (13) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_14" PARTITION OF "revenue_cell" FOR VALUES IN (14) WITH (fillfactor = 80);
CREATE TABLE "revenue_cell_default" PARTITION OF "revenue_cell" DEFAULT WITH (fillfactor = 80);

-- As sum(), but in whole numbers all the way: several times as fast over many rows, and it says so when a sum is too great for them.
CREATE AGGREGATE "revenue_sum" (BIGINT) (SFUNC = int8pl, STYPE = BIGINT, COMBINEFUNC = int8pl, INITCOND = '0', PARALLEL = SAFE);

-- A row per change, never one per session: a change that is not committed yet must leave its own mark behind when the mark before it is taken.
CREATE TABLE "revenue_stale" (
    "id" BIGSERIAL NOT NULL,
    "session_id" BIGINT NOT NULL,
    CONSTRAINT "revenue_stale_pkey" PRIMARY KEY ("id")
);

-- Who changes a row marks its session, whoever it is. Conditions stand in WHEN: running sessions, which change all the time, cost nothing.
CREATE FUNCTION revenue_mark_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revenue_stale (session_id) VALUES (CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END);
  RETURN NULL;
END $$;
CREATE FUNCTION revenue_mark_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revenue_stale (session_id) VALUES (CASE WHEN TG_OP = 'DELETE' THEN OLD.session_id ELSE NEW.session_id END);
  RETURN NULL;
END $$;
CREATE FUNCTION revenue_mark_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Of a payment of what another left unpaid, it is the other's session.
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO revenue_stale (session_id) SELECT session_id FROM (SELECT OLD.session_id
      UNION SELECT settled.session_id FROM payment AS settled WHERE settled.id = OLD.settles_id) AS of WHERE session_id IS NOT NULL;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO revenue_stale (session_id) SELECT session_id FROM (SELECT NEW.session_id
      UNION SELECT settled.session_id FROM payment AS settled WHERE settled.id = NEW.settles_id) AS of WHERE session_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION revenue_mark_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revenue_stale (session_id) SELECT coalesce(payment.session_id, settled.session_id)
  FROM payment LEFT JOIN payment AS settled ON settled.id = payment.settles_id
  WHERE payment.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.payment_id ELSE NEW.payment_id END
    AND coalesce(payment.session_id, settled.session_id) IS NOT NULL;
  RETURN NULL;
END $$;
CREATE FUNCTION revenue_mark_unbilled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revenue_stale (session_id) SELECT session_id FROM gone;
  RETURN NULL;
END $$;
CREATE FUNCTION revenue_mark_billed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What was given back of a charge on invoice counts until it is on one. Of others only the invoice's issue changes anything.
  INSERT INTO revenue_stale (session_id) SELECT made.session_id FROM made JOIN payment ON payment.session_id = made.session_id;
  RETURN NULL;
END $$;
CREATE FUNCTION revenue_mark_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'credit-note' THEN
    INSERT INTO revenue_stale (session_id) SELECT DISTINCT session_id FROM invoice_line WHERE invoice_id = NEW.id AND session_id IS NOT NULL;
  ELSE
    INSERT INTO revenue_stale (session_id) SELECT session_id FROM billed_session WHERE invoice_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION revenue_mark_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A session that is not committed yet is not seen here, and a clock that is not committed yet not by who adds up: adding up waits.
  PERFORM pg_advisory_xact_lock_shared(4711012);
  INSERT INTO revenue_stale (session_id) SELECT id FROM session WHERE site_id = coalesce(NEW.id, OLD.id) AND status = 'ended';
  RETURN NULL;
END $$;

CREATE TRIGGER "revenue_session_made" AFTER INSERT ON "session" FOR EACH ROW WHEN (NEW.status = 'ended') EXECUTE FUNCTION revenue_mark_own();
CREATE TRIGGER "revenue_session_changed" AFTER UPDATE OF "status", "site_id", "station_id", "customer_id", "ended_at", "tariff_version_id" ON "session"
FOR EACH ROW WHEN ((NEW.status = 'ended' OR OLD.status = 'ended')
  AND (OLD.status, OLD.site_id, OLD.station_id, OLD.customer_id, OLD.ended_at, OLD.energy_wh, OLD.tariff_version_id)
    IS DISTINCT FROM (NEW.status, NEW.site_id, NEW.station_id, NEW.customer_id, NEW.ended_at, NEW.energy_wh, NEW.tariff_version_id))
EXECUTE FUNCTION revenue_mark_own();
CREATE TRIGGER "revenue_session_gone" AFTER DELETE ON "session" FOR EACH ROW EXECUTE FUNCTION revenue_mark_own();

CREATE TRIGGER "revenue_price_made" AFTER INSERT OR DELETE ON "priced_session" FOR EACH ROW EXECUTE FUNCTION revenue_mark_session();
CREATE TRIGGER "revenue_price_changed" AFTER UPDATE ON "priced_session" FOR EACH ROW
WHEN ((OLD.currency, OLD.total_excl_vat, OLD.vat, OLD.total) IS DISTINCT FROM (NEW.currency, NEW.total_excl_vat, NEW.vat, NEW.total))
EXECUTE FUNCTION revenue_mark_session();

-- Of every correction of an ended session's energy comes a price, or a reason: see lib/sessions/mutations.
CREATE TRIGGER "revenue_review" AFTER INSERT OR UPDATE OR DELETE ON "session_review" FOR EACH ROW EXECUTE FUNCTION revenue_mark_session();

CREATE TRIGGER "revenue_payment_made" AFTER INSERT OR DELETE ON "payment" FOR EACH ROW EXECUTE FUNCTION revenue_mark_payment();
CREATE TRIGGER "revenue_payment_changed" AFTER UPDATE ON "payment" FOR EACH ROW
WHEN ((OLD.session_id, OLD.captured, OLD.provider_id, OLD.settles_id, OLD.state, OLD.price, OLD.settled_at)
  IS DISTINCT FROM (NEW.session_id, NEW.captured, NEW.provider_id, NEW.settles_id, NEW.state, NEW.price, NEW.settled_at))
EXECUTE FUNCTION revenue_mark_payment();
CREATE TRIGGER "revenue_refund" AFTER INSERT OR UPDATE OR DELETE ON "refund" FOR EACH ROW EXECUTE FUNCTION revenue_mark_refund();

CREATE TRIGGER "revenue_billed" AFTER INSERT ON "billed_session" REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION revenue_mark_billed();
CREATE TRIGGER "revenue_unbilled" AFTER DELETE ON "billed_session" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION revenue_mark_unbilled();
CREATE TRIGGER "revenue_invoice" AFTER UPDATE OF "state", "open_amount" ON "invoice" FOR EACH ROW
WHEN ((OLD.state, OLD.open_amount) IS DISTINCT FROM (NEW.state, NEW.open_amount)) EXECUTE FUNCTION revenue_mark_invoice();

CREATE TRIGGER "revenue_site_clock" AFTER UPDATE OF "time_zone" ON "site" FOR EACH ROW WHEN (OLD.time_zone <> NEW.time_zone) EXECUTE FUNCTION revenue_mark_site();
CREATE TRIGGER "revenue_site_gone" AFTER DELETE ON "site" FOR EACH ROW EXECUTE FUNCTION revenue_mark_site();

-- Fees of subscriptions are found among an invoice's lines.
CREATE INDEX "invoice_line_of_fees" ON "invoice_line" ("invoice_id") WHERE "kind" = 'subscription';

-- What has been charged so far.
INSERT INTO "revenue_stale" ("session_id") SELECT "id" FROM "session" WHERE "status" = 'ended' ORDER BY "ended_at" DESC;
