-- What electricity costs, what hosts get, and what drivers have paid in the books.

-- CreateTable
CREATE TABLE "energy_terms" (
    "id" BIGSERIAL NOT NULL,
    "site_id" BIGINT NOT NULL,
    "valid_from" DATE NOT NULL,
    "supply" TEXT NOT NULL,
    "energy_price" DECIMAL(12,6) NOT NULL,
    "exchange_rate" DECIMAL(12,6),
    "grid_fee" DECIMAL(12,6) NOT NULL,
    "grid_times" JSONB NOT NULL DEFAULT '[]',
    "energy_tax" DECIMAL(12,6) NOT NULL DEFAULT 0,
    "power_fee" DECIMAL(12,4),
    "losses_percent" DECIMAL(5,2) NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "energy_terms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_energy_cost" (
    "session_id" BIGINT NOT NULL,
    "cost" DECIMAL(14,4),
    "spot_cost" DECIMAL(14,4),
    "grid_cost" DECIMAL(14,4),
    "other_cost" DECIMAL(14,4),
    "unknown" TEXT,
    "is_stale" BOOLEAN NOT NULL DEFAULT false,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_energy_cost_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "provider_fee" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "percent" DECIMAL(6,3) NOT NULL,
    "fixed" DECIMAL(14,4) NOT NULL,
    "created_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_fee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_agreement" (
    "id" BIGSERIAL NOT NULL,
    "site_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "org_number" TEXT NOT NULL DEFAULT '',
    "vat_number" TEXT,
    "street" TEXT NOT NULL DEFAULT '',
    "postal_code" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT 'SE',
    "email" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'sv',
    "bank_account" TEXT NOT NULL DEFAULT '',
    "model" TEXT NOT NULL,
    "percent" DECIMAL(6,3),
    "per_kwh" DECIMAL(12,6),
    "monthly_fee" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "fee_payer" TEXT NOT NULL DEFAULT 'operator',
    "vat_percent" DECIMAL(5,2) NOT NULL DEFAULT 25,
    "currency" TEXT NOT NULL DEFAULT 'SEK',
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "host_agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_statement" (
    "id" BIGSERIAL NOT NULL,
    "agreement_id" BIGINT NOT NULL,
    "number" TEXT NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "issue_date" DATE NOT NULL,
    "seller_id" BIGINT NOT NULL,
    "host" JSONB NOT NULL,
    "terms" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "session_count" INTEGER NOT NULL,
    "energy_wh" DECIMAL(18,3) NOT NULL,
    "revenue_net" DECIMAL(14,4) NOT NULL,
    "energy_cost" DECIMAL(14,4),
    "provider_fees" DECIMAL(14,4) NOT NULL,
    "left_out" JSONB NOT NULL DEFAULT '{}',
    "share_net" DECIMAL(14,4) NOT NULL,
    "share_vat" DECIMAL(14,4) NOT NULL,
    "fee_net" DECIMAL(14,4) NOT NULL,
    "fee_vat" DECIMAL(14,4) NOT NULL,
    "payable" DECIMAL(14,4) NOT NULL,
    "voucher_id" BIGINT,
    "paid_on" DATE,
    "paid_by" TEXT,
    "payment_voucher_id" BIGINT,
    "issued_by" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "host_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_statement_line" (
    "statement_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "session_count" INTEGER NOT NULL,
    "energy_wh" DECIMAL(18,3) NOT NULL,
    "revenue_net" DECIMAL(14,4) NOT NULL,
    "energy_cost" DECIMAL(14,4) NOT NULL,
    "provider_fees" DECIMAL(14,4) NOT NULL,
    "amount" DECIMAL(14,4) NOT NULL,
    "vat_percent" DECIMAL(5,2) NOT NULL,

    CONSTRAINT "host_statement_line_pkey" PRIMARY KEY ("statement_id","position")
);

-- CreateTable
CREATE TABLE "host_statement_session" (
    "statement_id" BIGINT NOT NULL,
    "session_id" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "energy_wh" DECIMAL(15,3) NOT NULL,
    "revenue_net" DECIMAL(14,4) NOT NULL,
    "energy_cost" DECIMAL(14,4) NOT NULL,
    "provider_fees" DECIMAL(14,4) NOT NULL,

    CONSTRAINT "host_statement_session_pkey" PRIMARY KEY ("statement_id","session_id")
);

-- CreateTable
CREATE TABLE "driver_taking" (
    "id" BIGSERIAL NOT NULL,
    "payment_id" BIGINT NOT NULL,
    "voucher_id" BIGINT NOT NULL,
    "on_date" DATE NOT NULL,
    "amount" DECIMAL(14,4) NOT NULL,
    "parts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "driver_taking_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "energy_terms_site_id_valid_from_key" ON "energy_terms"("site_id", "valid_from");

-- CreateIndex
CREATE UNIQUE INDEX "provider_fee_kind_valid_from_key" ON "provider_fee"("kind", "valid_from");

-- CreateIndex
CREATE INDEX "host_agreement_site_id_idx" ON "host_agreement"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "host_statement_number_key" ON "host_statement"("number");

-- CreateIndex
CREATE INDEX "host_statement_seller_id_idx" ON "host_statement"("seller_id");

-- CreateIndex
CREATE INDEX "host_statement_voucher_id_idx" ON "host_statement"("voucher_id");

-- CreateIndex
CREATE INDEX "host_statement_payment_voucher_id_idx" ON "host_statement"("payment_voucher_id");

-- CreateIndex
CREATE UNIQUE INDEX "host_statement_agreement_id_period_from_key" ON "host_statement"("agreement_id", "period_from");

-- CreateIndex
CREATE INDEX "host_statement_session_session_id_idx" ON "host_statement_session"("session_id");

-- CreateIndex
CREATE INDEX "driver_taking_payment_id_idx" ON "driver_taking"("payment_id");

-- CreateIndex
CREATE INDEX "driver_taking_voucher_id_idx" ON "driver_taking"("voucher_id");

-- CreateIndex
CREATE INDEX "driver_taking_on_date_idx" ON "driver_taking"("on_date");

-- AddForeignKey
ALTER TABLE "energy_terms" ADD CONSTRAINT "energy_terms_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_energy_cost" ADD CONSTRAINT "session_energy_cost_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_agreement" ADD CONSTRAINT "host_agreement_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_statement" ADD CONSTRAINT "host_statement_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "host_agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_statement" ADD CONSTRAINT "host_statement_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "seller"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_statement" ADD CONSTRAINT "host_statement_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_statement" ADD CONSTRAINT "host_statement_payment_voucher_id_fkey" FOREIGN KEY ("payment_voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_statement_line" ADD CONSTRAINT "host_statement_line_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "host_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_statement_session" ADD CONSTRAINT "host_statement_session_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "host_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_statement_session" ADD CONSTRAINT "host_statement_session_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "driver_taking" ADD CONSTRAINT "driver_taking_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "driver_taking" ADD CONSTRAINT "driver_taking_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── what schema.prisma cannot say ────────────────────────────────────────────────────────────────

ALTER TABLE "energy_terms" ADD CONSTRAINT "energy_terms_supply_word" CHECK ("supply" IN ('spot', 'fixed'));
ALTER TABLE "energy_terms" ADD CONSTRAINT "energy_terms_range" CHECK ("losses_percent" BETWEEN 0 AND 100 AND "exchange_rate" > 0);
ALTER TABLE "session_energy_cost" ADD CONSTRAINT "session_energy_cost_unknown_word" CHECK ("unknown" IN ('terms-missing', 'spot-missing', 'rate-missing', 'meter-missing'));
ALTER TABLE "session_energy_cost" ADD CONSTRAINT "session_energy_cost_whole" CHECK (
  CASE WHEN "unknown" IS NULL THEN "cost" IS NOT NULL AND "cost" = "spot_cost" + "grid_cost" + "other_cost"
  ELSE "cost" IS NULL AND "spot_cost" IS NULL AND "grid_cost" IS NULL AND "other_cost" IS NULL END);
ALTER TABLE "provider_fee" ADD CONSTRAINT "provider_fee_range" CHECK ("percent" BETWEEN 0 AND 100 AND "fixed" >= 0);
ALTER TABLE "host_agreement" ADD CONSTRAINT "host_agreement_model_word" CHECK ("model" IN ('net-share', 'margin-share', 'per-kwh'));
ALTER TABLE "host_agreement" ADD CONSTRAINT "host_agreement_model_whole" CHECK (("model" = 'per-kwh') = ("per_kwh" IS NOT NULL) AND ("model" <> 'per-kwh') = ("percent" IS NOT NULL));
ALTER TABLE "host_agreement" ADD CONSTRAINT "host_agreement_fee_payer_word" CHECK ("fee_payer" IN ('operator', 'host'));
ALTER TABLE "host_agreement" ADD CONSTRAINT "host_agreement_language_word" CHECK ("language" IN ('sv', 'en'));
ALTER TABLE "host_agreement" ADD CONSTRAINT "host_agreement_range" CHECK ("percent" BETWEEN 0 AND 100 AND "per_kwh" >= 0 AND "monthly_fee" >= 0 AND "valid_to" >= "valid_from");
ALTER TABLE "host_statement" ADD CONSTRAINT "host_statement_sums" CHECK ("payable" = "share_net" + "share_vat" - "fee_net" - "fee_vat");
ALTER TABLE "host_statement" ADD CONSTRAINT "host_statement_paid_whole" CHECK (("paid_on" IS NULL) = ("paid_by" IS NULL));
ALTER TABLE "host_statement_line" ADD CONSTRAINT "host_statement_line_kind_word" CHECK ("kind" IN ('share', 'correction', 'fee'));

-- What drivers pay by card or Swish and what hosts get are business events too.
ALTER TABLE "voucher" DROP CONSTRAINT "voucher_kind_word";
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_kind_word" CHECK ("kind" IN ('issue', 'credit', 'payment', 'allocation', 'refund', 'driver-sale', 'driver-refund', 'host-statement', 'host-payment'));

-- What the worker looks for: costs to be made anew, and those that wait for the exchange's prices.
CREATE INDEX "session_energy_cost_waiting" ON "session_energy_cost" ("session_id") WHERE "is_stale" OR "unknown" = 'spot-missing';

-- What a session brought in and cost is a fact of revenue (0012): what a provider takes, and a cost that is to be made anew, change it.
CREATE FUNCTION revenue_mark_fee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- As revenue_mark_site: payments that are not committed yet are not seen here.
  PERFORM pg_advisory_xact_lock_shared(4711012);
  INSERT INTO revenue_stale (session_id) SELECT coalesce(payment.session_id, settled.session_id)
  FROM payment JOIN payment_provider provider ON provider.id = payment.provider_id
  LEFT JOIN payment settled ON settled.id = payment.settles_id
  WHERE provider.kind IN (OLD.kind, NEW.kind) AND payment.captured > 0 AND coalesce(payment.session_id, settled.session_id) IS NOT NULL
    AND (coalesce(payment.settled_at, payment.created_at) AT TIME ZONE 'Europe/Stockholm')::date >= least(OLD.valid_from, NEW.valid_from);
  RETURN NULL;
END $$;
CREATE TRIGGER "revenue_fee_made" AFTER INSERT OR DELETE ON "provider_fee" FOR EACH ROW EXECUTE FUNCTION revenue_mark_fee();
CREATE TRIGGER "revenue_fee_changed" AFTER UPDATE ON "provider_fee" FOR EACH ROW
WHEN ((OLD.kind, OLD.valid_from, OLD.percent, OLD.fixed) IS DISTINCT FROM (NEW.kind, NEW.valid_from, NEW.percent, NEW.fixed))
EXECUTE FUNCTION revenue_mark_fee();
CREATE TRIGGER "revenue_cost_stale" AFTER UPDATE ON "session_energy_cost" FOR EACH ROW
WHEN (OLD.is_stale <> NEW.is_stale) EXECUTE FUNCTION revenue_mark_session();

-- An issued statement stays as it is; only that it has been paid is noted, once.
CREATE FUNCTION host_statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'statement % is issued and cannot be deleted', OLD.number; END IF;
  IF OLD.paid_on IS NOT NULL OR to_jsonb(NEW) - 'paid_on' - 'paid_by' - 'payment_voucher_id' IS DISTINCT FROM to_jsonb(OLD) - 'paid_on' - 'paid_by' - 'payment_voucher_id' THEN
    RAISE EXCEPTION 'statement % is issued and cannot be changed', OLD.number;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER host_statement_stays BEFORE UPDATE OR DELETE ON "host_statement" FOR EACH ROW EXECUTE FUNCTION host_statement_stays();
CREATE TRIGGER host_statement_line_stays BEFORE UPDATE OR DELETE ON "host_statement_line" FOR EACH ROW EXECUTE FUNCTION books_stay();
CREATE TRIGGER host_statement_session_stays BEFORE UPDATE OR DELETE ON "host_statement_session" FOR EACH ROW EXECUTE FUNCTION books_stay();
CREATE TRIGGER driver_taking_stays BEFORE UPDATE OR DELETE ON "driver_taking" FOR EACH ROW EXECUTE FUNCTION books_stay();
