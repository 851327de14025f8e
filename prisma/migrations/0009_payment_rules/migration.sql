-- Payment first: what a tariff or a site asks for.
ALTER TABLE "site" ADD COLUMN "asks_payment_first" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "tariff" ADD COLUMN "asks_payment_first" BOOLEAN NOT NULL DEFAULT false;

-- Credit of customers.
ALTER TABLE "customer" ADD COLUMN "pays_by_invoice" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "customer" ADD COLUMN "credit_limit" DECIMAL(14,4);
ALTER TABLE "customer" ADD COLUMN "is_never_blocked" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "customer" ADD COLUMN "warned_at" TIMESTAMPTZ(3);
ALTER TABLE "customer" ADD COLUMN "blocked_at" TIMESTAMPTZ(3);
ALTER TABLE "customer" ADD COLUMN "blocked_for" TEXT;
ALTER TABLE "customer" ADD CONSTRAINT "customer_blocked_for_word" CHECK ("blocked_for" IN ('overdue', 'credit-limit'));
ALTER TABLE "customer" ADD CONSTRAINT "customer_blocked_why" CHECK (("blocked_at" IS NULL) = ("blocked_for" IS NULL));
ALTER TABLE "customer" ADD CONSTRAINT "customer_credit_limit_sum" CHECK ("credit_limit" >= 0);
ALTER TABLE "token" ADD COLUMN "is_blocked_for_debt" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "token" ADD CONSTRAINT "token_blocked_for_debt_is_blocked" CHECK (NOT ("is_blocked_for_debt" AND "active"));

CREATE TABLE "payment_rules" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "blocks_debtors" BOOLEAN NOT NULL DEFAULT false,
    "days_overdue" INTEGER NOT NULL DEFAULT 20,
    "least_reminders" INTEGER NOT NULL DEFAULT 1,
    "warning_days" INTEGER NOT NULL DEFAULT 7,
    "most_unpaid" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_rules_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "payment_rules" ADD CONSTRAINT "payment_rules_one_row" CHECK ("id" = 1);
ALTER TABLE "payment_rules" ADD CONSTRAINT "payment_rules_numbers" CHECK ("days_overdue" >= 0 AND "least_reminders" >= 0 AND "warning_days" >= 0 AND "most_unpaid" >= 1);

-- By invoice, behind the same interface as cards and Swish; and payments of what was left unpaid.
ALTER TABLE "payment_provider" DROP CONSTRAINT "payment_provider_kind_word";
ALTER TABLE "payment_provider" ADD CONSTRAINT "payment_provider_kind_word" CHECK ("kind" IN ('stripe', 'swish', 'sandbox', 'invoice'));
ALTER TABLE "payment" ADD COLUMN "customer_id" BIGINT;
ALTER TABLE "payment" ADD COLUMN "settles_id" BIGINT;
ALTER TABLE "payment" ADD CONSTRAINT "payment_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment" ADD CONSTRAINT "payment_settles_id_fkey" FOREIGN KEY ("settles_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "payment_customer_id_idx" ON "payment"("customer_id");
CREATE INDEX "payment_settles_id_idx" ON "payment"("settles_id");

-- A known token that starts nothing where payment is asked for first.
ALTER TABLE "session" DROP CONSTRAINT "session_authorisation_word";
ALTER TABLE "session" ADD CONSTRAINT "session_authorisation_word" CHECK ("authorisation" IN ('accepted', 'blocked', 'expired', 'invalid', 'concurrent', 'unknown', 'no-credit'));
