-- Drivers without an account pay: their payments, what providers are asked for, and what money came back.

ALTER TABLE "token" ADD COLUMN     "is_one_time" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tariff_version_id" BIGINT;
CREATE TABLE "payment_provider" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT false,
    "cap" DECIMAL(14,4) NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secrets" TEXT,
    "tested_at" TIMESTAMPTZ(3),
    "test_result" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "payment_provider_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payment" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "provider_id" BIGINT NOT NULL,
    "station_id" BIGINT NOT NULL,
    "site_id" BIGINT,
    "evse_number" INTEGER NOT NULL,
    "connector_number" INTEGER NOT NULL,
    "tariff_version_id" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "means" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'created',
    "held_reason" TEXT,
    "cap" DECIMAL(14,4) NOT NULL,
    "authorised" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "captured" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "price" DECIMAL(14,4),
    "is_cancelled" BOOLEAN NOT NULL DEFAULT false,
    "is_capture_refused" BOOLEAN NOT NULL DEFAULT false,
    "can_increment" BOOLEAN NOT NULL DEFAULT true,
    "provider_ref" TEXT,
    "pay_url" TEXT,
    "payer" TEXT,
    "decline_code" TEXT,
    "token_id" BIGINT,
    "command_id" BIGINT,
    "stop_command_id" BIGINT,
    "session_id" BIGINT,
    "language" TEXT NOT NULL DEFAULT 'sv',
    "phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "pay_by" TIMESTAMPTZ(3) NOT NULL,
    "plug_by" TIMESTAMPTZ(3),
    "check_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payment_event" (
    "id" BIGSERIAL NOT NULL,
    "payment_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "detail" JSONB,
    CONSTRAINT "payment_event_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payment_call" (
    "id" BIGSERIAL NOT NULL,
    "payment_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "amount" DECIMAL(14,4),
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "payment_call_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "refund" (
    "id" BIGSERIAL NOT NULL,
    "payment_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "amount" DECIMAL(14,4) NOT NULL,
    "stage" TEXT NOT NULL DEFAULT 'asked',
    "reason" TEXT NOT NULL DEFAULT '',
    "requested_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),
    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "sandbox_charge" (
    "ref" TEXT NOT NULL,
    "amount" DECIMAL(14,4) NOT NULL,
    "captured" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "is_approved" BOOLEAN NOT NULL DEFAULT false,
    "is_declined" BOOLEAN NOT NULL DEFAULT false,
    "is_cancelled" BOOLEAN NOT NULL DEFAULT false,
    "refunds" JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT "sandbox_charge_pkey" PRIMARY KEY ("ref")
);
CREATE UNIQUE INDEX "payment_provider_kind_key" ON "payment_provider"("kind");
CREATE UNIQUE INDEX "payment_key_key" ON "payment"("key");
CREATE UNIQUE INDEX "payment_token_id_key" ON "payment"("token_id");
CREATE UNIQUE INDEX "payment_session_id_key" ON "payment"("session_id");
CREATE INDEX "payment_provider_id_provider_ref_idx" ON "payment"("provider_id", "provider_ref");
CREATE INDEX "payment_station_id_created_at_idx" ON "payment"("station_id", "created_at");
CREATE INDEX "payment_site_id_created_at_idx" ON "payment"("site_id", "created_at");
CREATE INDEX "payment_tariff_version_id_idx" ON "payment"("tariff_version_id");
CREATE INDEX "payment_created_at_id_idx" ON "payment"("created_at", "id");
CREATE INDEX "payment_payer_idx" ON "payment"("payer");
CREATE INDEX "payment_event_payment_id_id_idx" ON "payment_event"("payment_id", "id");
CREATE INDEX "payment_event_kind_id_idx" ON "payment_event"("kind", "id");
CREATE UNIQUE INDEX "payment_call_key_key" ON "payment_call"("key");
CREATE INDEX "payment_call_payment_id_idx" ON "payment_call"("payment_id");
CREATE UNIQUE INDEX "refund_key_key" ON "refund"("key");
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");
ALTER TABLE "payment" ADD CONSTRAINT "payment_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "payment_provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment" ADD CONSTRAINT "payment_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment" ADD CONSTRAINT "payment_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "payment" ADD CONSTRAINT "payment_tariff_version_id_fkey" FOREIGN KEY ("tariff_version_id") REFERENCES "tariff_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment" ADD CONSTRAINT "payment_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "token"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "payment" ADD CONSTRAINT "payment_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment_event" ADD CONSTRAINT "payment_event_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "payment_call" ADD CONSTRAINT "payment_call_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Known states and words only.
ALTER TABLE "payment_provider" ADD CONSTRAINT "payment_provider_kind_word" CHECK ("kind" IN ('stripe', 'swish', 'sandbox'));
ALTER TABLE "payment_provider" ADD CONSTRAINT "payment_provider_cap_positive" CHECK ("cap" > 0);
ALTER TABLE "payment" ADD CONSTRAINT "payment_state_word" CHECK ("state" IN ('created', 'declined', 'authorised', 'starting', 'charging', 'settling', 'paid', 'releasing', 'released', 'held', 'unpaid'));
ALTER TABLE "payment" ADD CONSTRAINT "payment_means_word" CHECK ("means" IN ('reserve', 'prepay'));
ALTER TABLE "payment" ADD CONSTRAINT "payment_held_reason_word" CHECK ("held_reason" IN ('unpriced', 'incomplete', 'other-terms', 'refund-failed'));
ALTER TABLE "payment" ADD CONSTRAINT "payment_sums" CHECK (0 <= "captured" AND "captured" <= "authorised");
ALTER TABLE "payment_call" ADD CONSTRAINT "payment_call_kind_word" CHECK ("kind" IN ('authorise', 'increment', 'capture', 'cancel', 'refund'));
ALTER TABLE "payment_call" ADD CONSTRAINT "payment_call_state_word" CHECK ("state" IN ('waiting', 'sending', 'done', 'refused', 'dead'));
ALTER TABLE "refund" ADD CONSTRAINT "refund_stage_word" CHECK ("stage" IN ('asked', 'done', 'failed'));
ALTER TABLE "refund" ADD CONSTRAINT "refund_positive" CHECK ("amount" > 0);

-- What the worker looks for every few seconds.
CREATE INDEX "payment_moving" ON "payment" ("id") WHERE "state" IN ('created', 'declined', 'authorised', 'starting', 'charging', 'held');
CREATE INDEX "payment_let_go" ON "payment" ("plug_by") WHERE "session_id" IS NULL AND "state" IN ('releasing', 'released');
CREATE INDEX "payment_to_check" ON "payment" ("check_at") WHERE "check_at" IS NOT NULL;
CREATE INDEX "payment_call_due" ON "payment_call" ("next_at") WHERE "state" IN ('waiting', 'sending');

-- Nothing is taken twice: one capture may be under way or done.
CREATE UNIQUE INDEX "payment_call_one_capture" ON "payment_call" ("payment_id") WHERE "kind" = 'capture' AND "state" IN ('waiting', 'sending', 'done');
