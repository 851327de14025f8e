-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "billing" TEXT NOT NULL DEFAULT 'consolidated',
ADD COLUMN     "billing_day" INTEGER,
ADD COLUMN     "buyer_reference" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "city" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "country" TEXT NOT NULL DEFAULT 'SE',
ADD COLUMN     "endpoint_id" TEXT,
ADD COLUMN     "endpoint_scheme" TEXT,
ADD COLUMN     "invoice_email" TEXT,
ADD COLUMN     "is_reverse_charge" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'company',
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'sv',
ADD COLUMN     "order_reference" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "payment_days" INTEGER,
ADD COLUMN     "postal_code" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "street" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "vat_number" TEXT;

-- AlterTable
ALTER TABLE "token" ADD COLUMN     "cost_centre_id" BIGINT,
ADD COLUMN     "driver_id" BIGINT,
ADD COLUMN     "vehicle_id" BIGINT;

-- CreateTable
CREATE TABLE "cost_centre" (
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "is_archived" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cost_centre_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vehicle" (
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "plate" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "cost_centre_id" BIGINT,
    "is_archived" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vehicle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "driver" (
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "cost_centre_id" BIGINT,
    "is_archived" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "driver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "org_number" TEXT NOT NULL,
    "vat_number" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" TEXT NOT NULL DEFAULT 'SE',
    "seat" TEXT NOT NULL DEFAULT '',
    "is_f_tax_approved" BOOLEAN NOT NULL DEFAULT true,
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "web" TEXT NOT NULL DEFAULT '',
    "bankgiro" TEXT,
    "plusgiro" TEXT,
    "iban" TEXT,
    "bic" TEXT,
    "swish_number" TEXT,
    "endpoint_scheme" TEXT,
    "endpoint_id" TEXT,
    "logo_type" TEXT,
    "logo" BYTEA,
    "payment_days" INTEGER NOT NULL DEFAULT 30,
    "reminder_fee" DECIMAL(14,4) NOT NULL DEFAULT 60,
    "interest_percent" DECIMAL(5,2) NOT NULL DEFAULT 0,
    "ocr_form" TEXT NOT NULL DEFAULT 'hard',
    "number_prefix" TEXT NOT NULL DEFAULT '',
    "rounds_to_whole" BOOLEAN NOT NULL DEFAULT false,
    "note_sv" TEXT NOT NULL DEFAULT '',
    "note_en" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seller_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_run" (
    "id" BIGSERIAL NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "takes_earlier" BOOLEAN NOT NULL DEFAULT true,
    "customer_id" BIGINT,
    "billing_day" INTEGER,
    "issue_date" DATE NOT NULL,
    "is_draft" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'running',
    "planned" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "after_customer" BIGINT NOT NULL DEFAULT 0,
    "invoices" INTEGER NOT NULL DEFAULT 0,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "excluded" JSONB NOT NULL DEFAULT '{}',
    "problem" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'invoice',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "number" TEXT,
    "customer_id" BIGINT NOT NULL,
    "cost_centre_id" BIGINT,
    "run_id" BIGINT,
    "credits_id" BIGINT,
    "seller_id" BIGINT,
    "buyer" JSONB,
    "language" TEXT NOT NULL DEFAULT 'sv',
    "currency" TEXT NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "issue_date" DATE,
    "due_date" DATE,
    "ocr" TEXT,
    "vat_totals" JSONB NOT NULL,
    "net_total" DECIMAL(14,4) NOT NULL,
    "vat_total" DECIMAL(14,4) NOT NULL,
    "gross_total" DECIMAL(14,4) NOT NULL,
    "rounding" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "payable" DECIMAL(14,4) NOT NULL,
    "session_count" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL DEFAULT '',
    "late_interest_percent" DECIMAL(5,2),
    "reminder_fee" DECIMAL(14,4),
    "open_amount" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "settled_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "issued_by" TEXT,
    "issued_at" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_line" (
    "invoice_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_price" DECIMAL(20,10) NOT NULL,
    "net" DECIMAL(14,4) NOT NULL,
    "vat_percent" DECIMAL(5,2) NOT NULL,
    "vat_category" TEXT NOT NULL,
    "vat" DECIMAL(14,4) NOT NULL,
    "gross" DECIMAL(14,4) NOT NULL,
    "cost_centre" JSONB,
    "session_id" BIGINT,
    "session" JSONB,
    "price" JSONB,
    "credits_position" INTEGER,
    "credits_id" BIGINT,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("invoice_id","position")
);

-- CreateTable
CREATE TABLE "billed_session" (
    "session_id" BIGINT NOT NULL,
    "invoice_id" BIGINT NOT NULL,

    CONSTRAINT "billed_session_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "number_series" (
    "name" TEXT NOT NULL,
    "next" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "incoming_payment" (
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT,
    "received_on" DATE NOT NULL,
    "amount" DECIMAL(14,4) NOT NULL,
    "unused" DECIMAL(14,4) NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'SEK',
    "method" TEXT NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "payer" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "source_key" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "incoming_payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_allocation" (
    "id" BIGSERIAL NOT NULL,
    "invoice_id" BIGINT NOT NULL,
    "payment_id" BIGINT,
    "credit_note_id" BIGINT,
    "amount" DECIMAL(14,4) NOT NULL,
    "charges" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_refund" (
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "payment_id" BIGINT,
    "credit_note_id" BIGINT,
    "amount" DECIMAL(14,4) NOT NULL,
    "currency" TEXT NOT NULL,
    "paid_on" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "id" BIGSERIAL NOT NULL,
    "invoice_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "on_date" DATE NOT NULL,
    "due_date" DATE NOT NULL,
    "open_then" DECIMAL(14,4) NOT NULL,
    "fee" DECIMAL(14,4) NOT NULL,
    "interest" DECIMAL(14,4) NOT NULL,
    "paid" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher" (
    "id" BIGSERIAL NOT NULL,
    "series" TEXT NOT NULL DEFAULT 'A',
    "year" INTEGER NOT NULL,
    "number" BIGINT NOT NULL,
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "invoice_id" BIGINT,
    "payment_id" BIGINT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "voucher_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "amount" DECIMAL(14,4) NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("voucher_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "cost_centre_customer_id_code_key" ON "cost_centre"("customer_id", "code");

-- CreateIndex
CREATE INDEX "vehicle_cost_centre_id_idx" ON "vehicle"("cost_centre_id");

-- CreateIndex
CREATE UNIQUE INDEX "vehicle_customer_id_plate_key" ON "vehicle"("customer_id", "plate");

-- CreateIndex
CREATE INDEX "driver_customer_id_idx" ON "driver"("customer_id");

-- CreateIndex
CREATE INDEX "driver_cost_centre_id_idx" ON "driver"("cost_centre_id");

-- CreateIndex
CREATE INDEX "invoice_run_state_idx" ON "invoice_run"("state");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_number_key" ON "invoice"("number");

-- CreateIndex
CREATE INDEX "invoice_customer_id_id_idx" ON "invoice"("customer_id", "id");

-- CreateIndex
CREATE INDEX "invoice_cost_centre_id_idx" ON "invoice"("cost_centre_id");

-- CreateIndex
CREATE INDEX "invoice_run_id_idx" ON "invoice"("run_id");

-- CreateIndex
CREATE INDEX "invoice_credits_id_idx" ON "invoice"("credits_id");

-- CreateIndex
CREATE INDEX "invoice_seller_id_idx" ON "invoice"("seller_id");

-- CreateIndex
CREATE INDEX "invoice_ocr_idx" ON "invoice"("ocr");

-- CreateIndex
CREATE INDEX "invoice_line_session_id_idx" ON "invoice_line"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_line_credits_id_credits_position_key" ON "invoice_line"("credits_id", "credits_position");

-- CreateIndex
CREATE INDEX "billed_session_invoice_id_idx" ON "billed_session"("invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "incoming_payment_source_key_key" ON "incoming_payment"("source_key");

-- CreateIndex
CREATE INDEX "incoming_payment_customer_id_idx" ON "incoming_payment"("customer_id");

-- CreateIndex
CREATE INDEX "payment_allocation_invoice_id_idx" ON "payment_allocation"("invoice_id");

-- CreateIndex
CREATE INDEX "payment_allocation_payment_id_idx" ON "payment_allocation"("payment_id");

-- CreateIndex
CREATE INDEX "payment_allocation_credit_note_id_idx" ON "payment_allocation"("credit_note_id");

-- CreateIndex
CREATE INDEX "customer_refund_customer_id_idx" ON "customer_refund"("customer_id");

-- CreateIndex
CREATE INDEX "customer_refund_payment_id_idx" ON "customer_refund"("payment_id");

-- CreateIndex
CREATE INDEX "customer_refund_credit_note_id_idx" ON "customer_refund"("credit_note_id");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_invoice_id_number_key" ON "reminder"("invoice_id", "number");

-- CreateIndex
CREATE INDEX "voucher_invoice_id_idx" ON "voucher"("invoice_id");

-- CreateIndex
CREATE INDEX "voucher_date_idx" ON "voucher"("date");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_series_year_number_key" ON "voucher"("series", "year", "number");

-- CreateIndex
CREATE INDEX "ledger_entry_account_idx" ON "ledger_entry"("account");

-- CreateIndex
CREATE INDEX "customer_billing_day_idx" ON "customer"("billing_day");

-- CreateIndex
CREATE INDEX "token_driver_id_idx" ON "token"("driver_id");

-- CreateIndex
CREATE INDEX "token_vehicle_id_idx" ON "token"("vehicle_id");

-- CreateIndex
CREATE INDEX "token_cost_centre_id_idx" ON "token"("cost_centre_id");

-- AddForeignKey
ALTER TABLE "cost_centre" ADD CONSTRAINT "cost_centre_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vehicle" ADD CONSTRAINT "vehicle_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vehicle" ADD CONSTRAINT "vehicle_cost_centre_id_fkey" FOREIGN KEY ("cost_centre_id") REFERENCES "cost_centre"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "driver" ADD CONSTRAINT "driver_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "driver" ADD CONSTRAINT "driver_cost_centre_id_fkey" FOREIGN KEY ("cost_centre_id") REFERENCES "cost_centre"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "token" ADD CONSTRAINT "token_driver_id_fkey" FOREIGN KEY ("driver_id") REFERENCES "driver"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "token" ADD CONSTRAINT "token_vehicle_id_fkey" FOREIGN KEY ("vehicle_id") REFERENCES "vehicle"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "token" ADD CONSTRAINT "token_cost_centre_id_fkey" FOREIGN KEY ("cost_centre_id") REFERENCES "cost_centre"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_cost_centre_id_fkey" FOREIGN KEY ("cost_centre_id") REFERENCES "cost_centre"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "invoice_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_credits_id_fkey" FOREIGN KEY ("credits_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "seller"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billed_session" ADD CONSTRAINT "billed_session_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billed_session" ADD CONSTRAINT "billed_session_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incoming_payment" ADD CONSTRAINT "incoming_payment_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_allocation" ADD CONSTRAINT "payment_allocation_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_allocation" ADD CONSTRAINT "payment_allocation_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "incoming_payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_allocation" ADD CONSTRAINT "payment_allocation_credit_note_id_fkey" FOREIGN KEY ("credit_note_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_refund" ADD CONSTRAINT "customer_refund_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_refund" ADD CONSTRAINT "customer_refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "incoming_payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── what schema.prisma cannot say ────────────────────────────────────────────────────────────────

ALTER TABLE "customer" ADD CONSTRAINT "customer_kind_word" CHECK ("kind" IN ('private', 'company', 'housing-association', 'fleet'));
ALTER TABLE "customer" ADD CONSTRAINT "customer_language_word" CHECK ("language" IN ('sv', 'en'));
ALTER TABLE "customer" ADD CONSTRAINT "customer_billing_word" CHECK ("billing" IN ('consolidated', 'per-cost-centre'));
ALTER TABLE "customer" ADD CONSTRAINT "customer_billing_day_range" CHECK ("billing_day" BETWEEN 1 AND 28);
ALTER TABLE "seller" ADD CONSTRAINT "seller_ocr_form_word" CHECK ("ocr_form" IN ('soft', 'hard', 'length'));
ALTER TABLE "invoice_run" ADD CONSTRAINT "invoice_run_state_word" CHECK ("state" IN ('running', 'done', 'stopped'));
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_kind_word" CHECK ("kind" IN ('invoice', 'credit-note'));
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_state_word" CHECK ("state" IN ('draft', 'issued', 'cancelled'));
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_issued_whole" CHECK (("state" = 'issued') = ("number" IS NOT NULL));
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_sums" CHECK ("gross_total" = "net_total" + "vat_total" AND "payable" = "gross_total" + "rounding");
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_credit_of" CHECK (("kind" = 'credit-note') = ("credits_id" IS NOT NULL));
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_kind_word" CHECK ("kind" IN ('session', 'subscription', 'fee', 'discount', 'rounding', 'other'));
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_vat_category_word" CHECK ("vat_category" IN ('S', 'AE', 'E', 'Z'));
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_sum" CHECK ("gross" = "net" + "vat");
ALTER TABLE "incoming_payment" ADD CONSTRAINT "incoming_payment_method_word" CHECK ("method" IN ('manual', 'bankgiro'));
ALTER TABLE "incoming_payment" ADD CONSTRAINT "incoming_payment_unused_range" CHECK ("amount" > 0 AND "unused" BETWEEN 0 AND "amount");
ALTER TABLE "payment_allocation" ADD CONSTRAINT "payment_allocation_of_one" CHECK (("payment_id" IS NULL) <> ("credit_note_id" IS NULL));
ALTER TABLE "payment_allocation" ADD CONSTRAINT "payment_allocation_amount" CHECK ("amount" >= 0 AND "charges" >= 0 AND "amount" + "charges" > 0);
ALTER TABLE "customer_refund" ADD CONSTRAINT "customer_refund_of_one" CHECK (("payment_id" IS NULL) <> ("credit_note_id" IS NULL));
ALTER TABLE "customer_refund" ADD CONSTRAINT "customer_refund_amount" CHECK ("amount" > 0);
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_kind_word" CHECK ("kind" IN ('issue', 'credit', 'payment', 'allocation', 'refund'));

CREATE INDEX "invoice_open" ON "invoice" ("due_date") WHERE "state" = 'issued' AND "open_amount" <> 0;
CREATE INDEX "incoming_payment_unused" ON "incoming_payment" ("customer_id") WHERE "unused" > 0;
CREATE UNIQUE INDEX "invoice_once_per_run" ON "invoice" ("run_id", "customer_id", "cost_centre_id", "currency") NULLS NOT DISTINCT WHERE "run_id" IS NOT NULL;

-- An issued invoice stays as it is; only what is left to pay follows its payments.
CREATE FUNCTION invoice_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'draft' THEN RETURN COALESCE(NEW, OLD); END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'invoice % is % and cannot be deleted', OLD.id, OLD.state; END IF;
  IF to_jsonb(NEW) - 'open_amount' - 'settled_at' IS DISTINCT FROM to_jsonb(OLD) - 'open_amount' - 'settled_at' THEN
    RAISE EXCEPTION 'invoice % is % and cannot be changed', OLD.id, OLD.state;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_stays BEFORE UPDATE OR DELETE ON "invoice" FOR EACH ROW EXECUTE FUNCTION invoice_stays();

CREATE FUNCTION invoice_lines_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM touched JOIN "invoice" ON "invoice".id = touched.invoice_id WHERE "invoice".state <> 'draft') THEN
    RAISE EXCEPTION 'lines of an issued invoice cannot be changed';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER invoice_lines_added AFTER INSERT ON "invoice_line" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION invoice_lines_stay();
CREATE TRIGGER invoice_lines_changed AFTER UPDATE ON "invoice_line" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION invoice_lines_stay();
CREATE TRIGGER invoice_lines_moved AFTER UPDATE ON "invoice_line" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION invoice_lines_stay();
CREATE TRIGGER invoice_lines_gone AFTER DELETE ON "invoice_line" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION invoice_lines_stay();

-- The books: nothing is changed or taken away, and every voucher's entries, written in one statement, sum to nothing.
CREATE FUNCTION books_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER voucher_stays BEFORE UPDATE OR DELETE ON "voucher" FOR EACH ROW EXECUTE FUNCTION books_stay();
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON "ledger_entry" FOR EACH ROW EXECUTE FUNCTION books_stay();
CREATE TRIGGER seller_stays BEFORE UPDATE OR DELETE ON "seller" FOR EACH ROW EXECUTE FUNCTION books_stay();

CREATE FUNCTION voucher_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "ledger_entry" WHERE "voucher_id" IN (SELECT voucher_id FROM added)
    GROUP BY "voucher_id" HAVING sum("amount") <> 0
  ) THEN
    RAISE EXCEPTION 'a voucher does not balance';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER voucher_balances AFTER INSERT ON "ledger_entry" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION voucher_balances();
