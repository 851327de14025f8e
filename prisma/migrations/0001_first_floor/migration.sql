-- CreateTable
CREATE TABLE "site" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "postal_code" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT 'SE',
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Stockholm',
    "price_area" TEXT NOT NULL DEFAULT 'SE3',
    "fuse_a" INTEGER,
    "tariff_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "station" (
    "id" BIGSERIAL NOT NULL,
    "identity" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "site_id" BIGINT,
    "tariff_id" BIGINT,
    "registration" TEXT NOT NULL DEFAULT 'pending',
    "password_hash" TEXT,
    "allow_without_password" BOOLEAN NOT NULL DEFAULT false,
    "allow_without_protocol" BOOLEAN NOT NULL DEFAULT false,
    "clock_zone" TEXT NOT NULL DEFAULT 'UTC',
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "station_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "station_state" (
    "station_id" BIGINT NOT NULL,
    "online" BOOLEAN NOT NULL DEFAULT false,
    "gateway_id" TEXT,
    "connection_id" TEXT,
    "protocol" TEXT,
    "remote_address" TEXT,
    "connected_at" TIMESTAMPTZ(3),
    "disconnected_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "vendor" TEXT,
    "model" TEXT,
    "serial_number" TEXT,
    "firmware" TEXT,
    "booted_at" TIMESTAMPTZ(3),
    "boot_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'unknown',
    "error_code" TEXT,
    "status_at" TIMESTAMPTZ(3),
    "firmware_status" TEXT,
    "log_status" TEXT,

    CONSTRAINT "station_state_pkey" PRIMARY KEY ("station_id")
);

-- CreateTable
CREATE TABLE "evse" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "evse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connector" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "type" TEXT,
    "current_type" TEXT,
    "max_power_w" INTEGER,
    "tariff_id" BIGINT,

    CONSTRAINT "connector_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connector_state" (
    "connector_id" BIGINT NOT NULL,
    "station_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'unknown',
    "raw_status" TEXT,
    "error_code" TEXT,
    "vendor_error_code" TEXT,
    "info" TEXT,
    "status_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3),

    CONSTRAINT "connector_state_pkey" PRIMARY KEY ("connector_id")
);

-- CreateTable
CREATE TABLE "status_event" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "connector_number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "raw_status" TEXT,
    "error_code" TEXT,
    "vendor_error_code" TEXT,
    "info" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "status_event_pkey" PRIMARY KEY ("station_id","at","id")
);

-- CreateTable
CREATE TABLE "station_event" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "detail" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "station_event_pkey" PRIMARY KEY ("station_id","at","id")
);

-- CreateTable
CREATE TABLE "configuration_value" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "component" TEXT NOT NULL DEFAULT '',
    "instance" TEXT NOT NULL DEFAULT '',
    "evse_number" INTEGER NOT NULL DEFAULT 0,
    "key" TEXT NOT NULL,
    "attribute" TEXT NOT NULL DEFAULT 'Actual',
    "value" TEXT,
    "readonly" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "configuration_value_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "stage" TEXT NOT NULL DEFAULT 'queued',
    "answer" JSONB,
    "error" TEXT,
    "requested_by" TEXT NOT NULL,
    "session_id" BIGINT,
    "gateway_id" TEXT,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ocpp_message" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "station_id" BIGINT NOT NULL,
    "direction" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "response" TEXT,
    "error_code" TEXT,
    "latency_ms" REAL,

    CONSTRAINT "ocpp_message_pkey" PRIMARY KEY ("station_id","at","id")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "session" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "site_id" BIGINT,
    "evse_number" INTEGER NOT NULL,
    "connector_number" INTEGER NOT NULL,
    "ocpp_transaction_id" TEXT NOT NULL,
    "start_key" TEXT NOT NULL,
    "token_value" TEXT,
    "token_id" BIGINT,
    "customer_id" BIGINT,
    "authorisation" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "meter_start_wh" DECIMAL(15,3),
    "meter_stop_wh" DECIMAL(15,3),
    "energy_wh" DECIMAL(15,3) NOT NULL DEFAULT 0,
    "last_reading_at" TIMESTAMPTZ(3),
    "power_w" DECIMAL(12,1),
    "soc_percent" DECIMAL(5,2),
    "charging_state" TEXT NOT NULL DEFAULT 'charging',
    "stop_reason" TEXT,
    "stop_token_value" TEXT,
    "tariff_version_id" BIGINT,
    "remote_start_id" BIGINT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_phase" (
    "session_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "session_phase_pkey" PRIMARY KEY ("session_id","at","state")
);

-- CreateTable
CREATE TABLE "session_event" (
    "id" BIGSERIAL NOT NULL,
    "session_id" BIGINT NOT NULL,
    "seq_no" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "trigger" TEXT,
    "offline" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_review" (
    "id" BIGSERIAL NOT NULL,
    "session_id" BIGINT NOT NULL,
    "flag" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "resolution" TEXT,

    CONSTRAINT "session_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reading" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "session_id" BIGINT,
    "context" TEXT NOT NULL DEFAULT 'Sample.Periodic',
    "register_wh" DECIMAL(15,3),
    "energy_wh" DECIMAL(15,3),
    "power_w" DECIMAL(12,1),
    "current_l1_a" DECIMAL(8,2),
    "current_l2_a" DECIMAL(8,2),
    "current_l3_a" DECIMAL(8,2),
    "voltage_l1_v" DECIMAL(8,2),
    "voltage_l2_v" DECIMAL(8,2),
    "voltage_l3_v" DECIMAL(8,2),
    "soc_percent" DECIMAL(5,2),
    "extra" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("station_id","at","id")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "customer" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "org_number" TEXT,
    "email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "token" (
    "id" BIGSERIAL NOT NULL,
    "value" TEXT NOT NULL,
    "value_folded" TEXT NOT NULL,
    "type" TEXT NOT NULL DEFAULT 'rfid',
    "name" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "expires_at" TIMESTAMPTZ(3),
    "group_name" TEXT,
    "customer_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tariff" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tariff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tariff_version" (
    "id" BIGSERIAL NOT NULL,
    "tariff_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'SEK',
    "vat_percent" DECIMAL(5,2) NOT NULL,
    "prices_include_vat" BOOLEAN NOT NULL DEFAULT true,
    "elements" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tariff_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "priced_session" (
    "session_id" BIGINT NOT NULL,
    "currency" TEXT,
    "total_excl_vat" DECIMAL(14,4),
    "vat" DECIMAL(14,4),
    "total" DECIMAL(14,4),
    "unpriced_reason" TEXT,
    "lines" JSONB NOT NULL,
    "priced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "priced_session_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" BIGSERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "customer_id" BIGINT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_site" (
    "user_id" BIGINT NOT NULL,
    "site_id" BIGINT NOT NULL,

    CONSTRAINT "user_site_pkey" PRIMARY KEY ("user_id","site_id")
);

-- CreateTable
CREATE TABLE "user_sign_in" (
    "id" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "id" BIGSERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "user_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "site_ids" BIGINT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "process_state" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_mark" (
    "job" TEXT NOT NULL,
    "through" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_mark_pkey" PRIMARY KEY ("job")
);

-- CreateTable
CREATE TABLE "hourly_use" (
    "id" BIGSERIAL NOT NULL,
    "site_id" BIGINT,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "sessions" INTEGER NOT NULL,
    "energy_wh" DECIMAL(18,3) NOT NULL,
    "revenue" DECIMAL(14,4) NOT NULL,
    "peak_w" DECIMAL(14,1) NOT NULL DEFAULT 0,
    "unpriced" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "hourly_use_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "site_tariff_id_idx" ON "site"("tariff_id");

-- CreateIndex
CREATE UNIQUE INDEX "station_identity_key" ON "station"("identity");

-- CreateIndex
CREATE INDEX "station_site_id_idx" ON "station"("site_id");

-- CreateIndex
CREATE INDEX "station_tariff_id_idx" ON "station"("tariff_id");

-- CreateIndex
CREATE INDEX "station_state_gateway_id_idx" ON "station_state"("gateway_id");

-- CreateIndex
CREATE UNIQUE INDEX "evse_station_id_number_key" ON "evse"("station_id", "number");

-- CreateIndex
CREATE INDEX "connector_station_id_idx" ON "connector"("station_id");

-- CreateIndex
CREATE INDEX "connector_tariff_id_idx" ON "connector"("tariff_id");

-- CreateIndex
CREATE UNIQUE INDEX "connector_evse_id_number_key" ON "connector"("evse_id", "number");

-- CreateIndex
CREATE INDEX "connector_state_station_id_idx" ON "connector_state"("station_id");

-- CreateIndex
CREATE INDEX "connector_state_status_idx" ON "connector_state"("status");

-- CreateIndex
CREATE UNIQUE INDEX "configuration_value_station_id_component_instance_evse_numb_key" ON "configuration_value"("station_id", "component", "instance", "evse_number", "key", "attribute");

-- CreateIndex
CREATE INDEX "command_station_id_queued_at_idx" ON "command"("station_id", "queued_at");

-- CreateIndex
CREATE INDEX "command_stage_expires_at_idx" ON "command"("stage", "expires_at");

-- CreateIndex
CREATE INDEX "session_started_at_id_idx" ON "session"("started_at", "id");

-- CreateIndex
CREATE INDEX "session_ended_at_idx" ON "session"("ended_at");

-- CreateIndex
CREATE INDEX "session_station_id_started_at_idx" ON "session"("station_id", "started_at");

-- CreateIndex
CREATE INDEX "session_site_id_started_at_idx" ON "session"("site_id", "started_at");

-- CreateIndex
CREATE INDEX "session_customer_id_started_at_idx" ON "session"("customer_id", "started_at");

-- CreateIndex
CREATE INDEX "session_token_id_idx" ON "session"("token_id");

-- CreateIndex
CREATE INDEX "session_tariff_version_id_idx" ON "session"("tariff_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_station_id_start_key_key" ON "session"("station_id", "start_key");

-- CreateIndex
CREATE UNIQUE INDEX "session_station_id_ocpp_transaction_id_key" ON "session"("station_id", "ocpp_transaction_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_event_session_id_seq_no_type_key" ON "session_event"("session_id", "seq_no", "type");

-- CreateIndex
CREATE UNIQUE INDEX "session_review_session_id_flag_key" ON "session_review"("session_id", "flag");

-- CreateIndex
CREATE INDEX "reading_session_id_at_idx" ON "reading"("session_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "token_value_folded_key" ON "token"("value_folded");

-- CreateIndex
CREATE INDEX "token_customer_id_idx" ON "token"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "tariff_version_tariff_id_number_key" ON "tariff_version"("tariff_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE INDEX "user_account_customer_id_idx" ON "user_account"("customer_id");

-- CreateIndex
CREATE INDEX "user_site_site_id_idx" ON "user_site"("site_id");

-- CreateIndex
CREATE INDEX "user_sign_in_user_id_idx" ON "user_sign_in"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "setup_link_token_hash_key" ON "setup_link"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "audit_entry_at_id_idx" ON "audit_entry"("at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_at_idx" ON "audit_entry"("subject", "at");

-- CreateIndex
CREATE INDEX "process_state_kind_seen_at_idx" ON "process_state"("kind", "seen_at");

-- CreateIndex
CREATE INDEX "hourly_use_hour_idx" ON "hourly_use"("hour");

-- AddForeignKey
ALTER TABLE "site" ADD CONSTRAINT "site_tariff_id_fkey" FOREIGN KEY ("tariff_id") REFERENCES "tariff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "station" ADD CONSTRAINT "station_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "station" ADD CONSTRAINT "station_tariff_id_fkey" FOREIGN KEY ("tariff_id") REFERENCES "tariff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "station_state" ADD CONSTRAINT "station_state_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evse" ADD CONSTRAINT "evse_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector" ADD CONSTRAINT "connector_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector" ADD CONSTRAINT "connector_evse_id_fkey" FOREIGN KEY ("evse_id") REFERENCES "evse"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector" ADD CONSTRAINT "connector_tariff_id_fkey" FOREIGN KEY ("tariff_id") REFERENCES "tariff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector_state" ADD CONSTRAINT "connector_state_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "connector"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "configuration_value" ADD CONSTRAINT "configuration_value_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "command" ADD CONSTRAINT "command_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "token"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_tariff_version_id_fkey" FOREIGN KEY ("tariff_version_id") REFERENCES "tariff_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_phase" ADD CONSTRAINT "session_phase_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_event" ADD CONSTRAINT "session_event_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_review" ADD CONSTRAINT "session_review_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "token" ADD CONSTRAINT "token_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tariff_version" ADD CONSTRAINT "tariff_version_tariff_id_fkey" FOREIGN KEY ("tariff_id") REFERENCES "tariff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priced_session" ADD CONSTRAINT "priced_session_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_site" ADD CONSTRAINT "user_site_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_site" ADD CONSTRAINT "user_site_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_sign_in" ADD CONSTRAINT "user_sign_in_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hourly_use" ADD CONSTRAINT "hourly_use_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ── by hand from here: what Prisma cannot say ────────────────────────────────────────────────────

-- Rows whose time has no partition land in the default one, so a wrong clock never loses a row.
CREATE TABLE "ocpp_message_default" PARTITION OF "ocpp_message" DEFAULT;
CREATE TABLE "reading_default" PARTITION OF "reading" DEFAULT;

-- Rows arrive in time order: a block-range index over time costs next to nothing.
CREATE INDEX "ocpp_message_at_brin" ON "ocpp_message" USING BRIN ("at");
-- Late readings are found by when we received them.
CREATE INDEX "reading_received_at_brin" ON "reading" USING BRIN ("received_at");
-- What is new since the roll-ups were last made.
CREATE INDEX "session_received_at_brin" ON "session" USING BRIN ("received_at");
CREATE INDEX "priced_session_priced_at_brin" ON "priced_session" USING BRIN ("priced_at");

-- A replayed reading adds nothing, also outside a session.
CREATE UNIQUE INDEX "reading_once" ON "reading" ("station_id", "evse_number", "session_id", "at", "context") NULLS NOT DISTINCT;

-- OCPP identities are compared without case.
CREATE UNIQUE INDEX "station_identity_folded" ON "station" (lower("identity"));
-- At most one default tariff.
CREATE UNIQUE INDEX "tariff_one_default" ON "tariff" ("is_default") WHERE "is_default";
-- One roll-up row per site and hour, also for "no site".
CREATE UNIQUE INDEX "hourly_use_once" ON "hourly_use" ("site_id", "hour") NULLS NOT DISTINCT;
-- The few that are still open, among all that ever were.
CREATE INDEX "session_active" ON "session" ("station_id", "evse_number") WHERE "status" = 'active';
CREATE INDEX "session_review_open" ON "session_review" ("session_id") WHERE "resolved_at" IS NULL;

-- An OCPP 1.6 transactionId is a 32-bit number.
ALTER SEQUENCE "session_id_seq" MAXVALUE 2147483647;
ALTER TABLE "session" ADD CONSTRAINT "session_id_int32" CHECK ("id" BETWEEN 1 AND 2147483647);

-- Rewritten all day long: leave room on the page so that an update needs no index write.
ALTER TABLE "station_state" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "connector_state" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "process_state" SET (fillfactor = 70);
ALTER TABLE "session" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "command" SET (fillfactor = 85);

-- Words that are stored as text.
ALTER TABLE "station" ADD CONSTRAINT "station_registration_word" CHECK ("registration" IN ('pending', 'accepted', 'rejected'));
ALTER TABLE "station_state" ADD CONSTRAINT "station_state_status_word" CHECK ("status" IN ('available', 'preparing', 'occupied', 'charging', 'suspended-ev', 'suspended-evse', 'finishing', 'reserved', 'unavailable', 'faulted', 'unknown'));
ALTER TABLE "station_state" ADD CONSTRAINT "station_state_protocol_word" CHECK ("protocol" IN ('ocpp1.6', 'ocpp2.0.1'));
ALTER TABLE "connector" ADD CONSTRAINT "connector_current_type_word" CHECK ("current_type" IN ('ac', 'dc'));
ALTER TABLE "connector_state" ADD CONSTRAINT "connector_state_status_word" CHECK ("status" IN ('available', 'preparing', 'occupied', 'charging', 'suspended-ev', 'suspended-evse', 'finishing', 'reserved', 'unavailable', 'faulted', 'unknown'));
ALTER TABLE "status_event" ADD CONSTRAINT "status_event_status_word" CHECK ("status" IN ('available', 'preparing', 'occupied', 'charging', 'suspended-ev', 'suspended-evse', 'finishing', 'reserved', 'unavailable', 'faulted', 'unknown'));
ALTER TABLE "station_event" ADD CONSTRAINT "station_event_kind_word" CHECK ("kind" IN ('connected', 'disconnected', 'boot', 'event', 'security', 'firmware', 'log', 'data-transfer'));
ALTER TABLE "command" ADD CONSTRAINT "command_type_word" CHECK ("type" IN ('start', 'stop', 'reset', 'unlock', 'change-availability', 'get-configuration', 'set-configuration', 'clear-cache', 'trigger', 'ocpp', 'get-report'));
ALTER TABLE "command" ADD CONSTRAINT "command_stage_word" CHECK ("stage" IN ('queued', 'sent', 'accepted', 'rejected', 'failed', 'timed-out', 'expired', 'confirmed'));
ALTER TABLE "ocpp_message" ADD CONSTRAINT "ocpp_message_direction_word" CHECK ("direction" IN ('in', 'out'));
ALTER TABLE "session" ADD CONSTRAINT "session_status_word" CHECK ("status" IN ('active', 'ended'));
ALTER TABLE "session" ADD CONSTRAINT "session_authorisation_word" CHECK ("authorisation" IN ('accepted', 'blocked', 'expired', 'invalid', 'concurrent', 'unknown'));
ALTER TABLE "session" ADD CONSTRAINT "session_charging_state_word" CHECK ("charging_state" IN ('connected', 'charging', 'suspended-ev', 'suspended-evse', 'idle'));
ALTER TABLE "session_phase" ADD CONSTRAINT "session_phase_state_word" CHECK ("state" IN ('connected', 'charging', 'suspended-ev', 'suspended-evse', 'idle'));
ALTER TABLE "session_event" ADD CONSTRAINT "session_event_type_word" CHECK ("type" IN ('started', 'updated', 'ended'));
ALTER TABLE "token" ADD CONSTRAINT "token_type_word" CHECK ("type" IN ('rfid', 'app', 'emaid', 'mac', 'key-code', 'central', 'local'));
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_role_word" CHECK ("role" IN ('admin', 'operator', 'technician', 'fleet-manager', 'site-host', 'viewer'));
ALTER TABLE "setup_link" ADD CONSTRAINT "setup_link_purpose_word" CHECK ("purpose" IN ('first-admin', 'set-password'));
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_scope_word" CHECK ("scope" IN ('read', 'operate', 'admin'));
ALTER TABLE "process_state" ADD CONSTRAINT "process_state_kind_word" CHECK ("kind" IN ('web', 'gateway', 'worker'));
