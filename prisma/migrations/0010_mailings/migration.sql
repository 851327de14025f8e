-- Mail with files in it, what is mailed again and again, and budgets that warn.

-- How a customer's invoices leave the house, and as which files.
ALTER TABLE "customer" ADD COLUMN "invoice_delivery" TEXT NOT NULL DEFAULT 'mail',
ADD COLUMN "invoice_files" TEXT[] DEFAULT ARRAY['pdf']::TEXT[];
ALTER TABLE "customer" ADD CONSTRAINT "customer_invoice_delivery_word" CHECK ("invoice_delivery" IN ('mail', 'none'));
ALTER TABLE "customer" ADD CONSTRAINT "customer_invoice_files_words" CHECK ("invoice_files" <@ ARRAY['pdf', 'xml', 'xlsx', 'csv']);

CREATE TABLE "mail_schedule" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_id" BIGINT,
    "to_address" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'sv',
    "cadence" TEXT NOT NULL DEFAULT 'month',
    "formats" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "filter" JSONB NOT NULL DEFAULT '{}',
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "sent_through" DATE NOT NULL,
    "problem" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "mail_schedule_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "mail_schedule_customer_id_idx" ON "mail_schedule"("customer_id");
CREATE INDEX "mail_schedule_sent_through_idx" ON "mail_schedule"("sent_through");
ALTER TABLE "mail_schedule" ADD CONSTRAINT "mail_schedule_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mail_schedule" ADD CONSTRAINT "mail_schedule_cadence_word" CHECK ("cadence" IN ('month', 'week'));
ALTER TABLE "mail_schedule" ADD CONSTRAINT "mail_schedule_language_word" CHECK ("language" IN ('sv', 'en'));

CREATE TABLE "mailing" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "to_address" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'sv',
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "about_type" TEXT,
    "about_id" TEXT,
    "customer_id" BIGINT,
    "schedule_id" BIGINT,
    "resend_of" BIGINT,
    "dedupe_key" TEXT,
    "by" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "answer" TEXT,
    CONSTRAINT "mailing_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "mailing_dedupe_key_key" ON "mailing"("dedupe_key");
CREATE INDEX "mailing_about_type_about_id_idx" ON "mailing"("about_type", "about_id");
CREATE INDEX "mailing_customer_id_id_idx" ON "mailing"("customer_id", "id");
CREATE INDEX "mailing_schedule_id_idx" ON "mailing"("schedule_id");
CREATE INDEX "mailing_resend_of_idx" ON "mailing"("resend_of");
CREATE INDEX "mailing_due" ON "mailing"("next_at") WHERE "state" IN ('queued', 'sending', 'failed');
ALTER TABLE "mailing" ADD CONSTRAINT "mailing_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "mailing" ADD CONSTRAINT "mailing_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "mail_schedule"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "mailing" ADD CONSTRAINT "mailing_resend_of_fkey" FOREIGN KEY ("resend_of") REFERENCES "mailing"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "mailing" ADD CONSTRAINT "mailing_state_word" CHECK ("state" IN ('queued', 'sending', 'sent', 'failed', 'dead', 'bounced', 'cancelled'));
ALTER TABLE "mailing" ADD CONSTRAINT "mailing_language_word" CHECK ("language" IN ('sv', 'en'));

CREATE TABLE "mailing_entry" (
    "id" BIGSERIAL NOT NULL,
    "mailing_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL,
    "answer" TEXT,
    "by" TEXT NOT NULL,
    CONSTRAINT "mailing_entry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "mailing_entry_mailing_id_id_idx" ON "mailing_entry"("mailing_id", "id");
ALTER TABLE "mailing_entry" ADD CONSTRAINT "mailing_entry_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailing"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mailing_entry" ADD CONSTRAINT "mailing_entry_state_word" CHECK ("state" IN ('queued', 'sent', 'failed', 'dead', 'bounced', 'cancelled'));

CREATE TABLE "budget" (
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "cost_centre_id" BIGINT,
    "vehicle_id" BIGINT,
    "driver_id" BIGINT,
    "amount" DECIMAL(14,4) NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'SEK',
    "warn_percents" INTEGER[] DEFAULT ARRAY[80, 100]::INTEGER[],
    "emails" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "rings_bell" BOOLEAN NOT NULL DEFAULT true,
    "is_archived" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "budget_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "budget_customer_id_idx" ON "budget"("customer_id");
CREATE INDEX "budget_cost_centre_id_idx" ON "budget"("cost_centre_id");
CREATE INDEX "budget_vehicle_id_idx" ON "budget"("vehicle_id");
CREATE INDEX "budget_driver_id_idx" ON "budget"("driver_id");
CREATE UNIQUE INDEX "budget_one_in_use" ON "budget"("customer_id", coalesce("cost_centre_id", 0), coalesce("vehicle_id", 0), coalesce("driver_id", 0)) WHERE NOT "is_archived";
ALTER TABLE "budget" ADD CONSTRAINT "budget_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "budget" ADD CONSTRAINT "budget_cost_centre_id_fkey" FOREIGN KEY ("cost_centre_id") REFERENCES "cost_centre"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "budget" ADD CONSTRAINT "budget_vehicle_id_fkey" FOREIGN KEY ("vehicle_id") REFERENCES "vehicle"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "budget" ADD CONSTRAINT "budget_driver_id_fkey" FOREIGN KEY ("driver_id") REFERENCES "driver"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "budget" ADD CONSTRAINT "budget_of_one_thing" CHECK (num_nonnulls("cost_centre_id", "vehicle_id", "driver_id") <= 1);
ALTER TABLE "budget" ADD CONSTRAINT "budget_amount_positive" CHECK ("amount" > 0);

CREATE TABLE "budget_alert" (
    "budget_id" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "percent" INTEGER NOT NULL,
    "spent" DECIMAL(14,4) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "budget_alert_pkey" PRIMARY KEY ("budget_id","month","percent")
);
ALTER TABLE "budget_alert" ADD CONSTRAINT "budget_alert_budget_id_fkey" FOREIGN KEY ("budget_id") REFERENCES "budget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A customer's month is found by when its sessions ended.
CREATE INDEX "session_of_customer_ended" ON "session" ("customer_id", "ended_at") WHERE "customer_id" IS NOT NULL AND "ended_at" IS NOT NULL;
