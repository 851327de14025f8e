-- DropIndex
DROP INDEX "configuration_value_station_id_component_instance_evse_numb_key";

-- AlterTable
ALTER TABLE "configuration_value" ADD COLUMN     "connector_number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "data_type" TEXT,
ADD COLUMN     "max_limit" DOUBLE PRECISION,
ADD COLUMN     "min_limit" DOUBLE PRECISION,
ADD COLUMN     "supports_monitoring" BOOLEAN,
ADD COLUMN     "unit" TEXT,
ADD COLUMN     "values_list" TEXT,
ADD COLUMN     "write_only" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "completeness" TEXT NOT NULL DEFAULT 'complete',
ADD COLUMN     "incomplete_since" TIMESTAMPTZ(3),
ADD COLUMN     "signed_verdict" TEXT,
ADD COLUMN     "station_said" JSONB;

-- AlterTable
ALTER TABLE "station" ADD COLUMN     "autocharge" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "offered_password_hash" TEXT,
ADD COLUMN     "password_set_at" TIMESTAMPTZ(3),
ADD COLUMN     "security_profile" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "station_state" ADD COLUMN     "security_profile" INTEGER;

-- AlterTable
ALTER TABLE "token" ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "fault" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL DEFAULT 0,
    "connector_number" INTEGER NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" INTEGER NOT NULL,
    "detail" JSONB,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,

    CONSTRAINT "fault_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "configuration_change" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "component" TEXT NOT NULL DEFAULT '',
    "instance" TEXT NOT NULL DEFAULT '',
    "evse_number" INTEGER NOT NULL DEFAULT 0,
    "connector_number" INTEGER NOT NULL DEFAULT 0,
    "key" TEXT NOT NULL,
    "attribute" TEXT NOT NULL DEFAULT 'Actual',
    "before" TEXT,
    "after" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "configuration_change_pkey" PRIMARY KEY ("station_id","at","id")
);

-- CreateTable
CREATE TABLE "configuration_template" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "vendor" TEXT NOT NULL DEFAULT '',
    "model" TEXT NOT NULL DEFAULT '',
    "protocol" TEXT NOT NULL DEFAULT '',
    "values" JSONB NOT NULL,
    "repair_on_boot" BOOLEAN NOT NULL DEFAULT false,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "configuration_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "variable_monitor" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "monitor_id" INTEGER NOT NULL,
    "component" TEXT NOT NULL,
    "instance" TEXT NOT NULL DEFAULT '',
    "evse_number" INTEGER NOT NULL DEFAULT 0,
    "connector_number" INTEGER NOT NULL DEFAULT 0,
    "variable" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "severity" INTEGER NOT NULL,
    "in_transaction" BOOLEAN NOT NULL DEFAULT false,
    "origin" TEXT NOT NULL DEFAULT 'CustomMonitor',
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "variable_monitor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command_report" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "request_id" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "seq_no" INTEGER NOT NULL,
    "is_last" BOOLEAN NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "charging_profile" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "profile_id" INTEGER NOT NULL,
    "stack_level" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "transaction_id" TEXT,
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "schedule" JSONB NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'us',
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "charging_profile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "id" SERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER,
    "connector_type" TEXT,
    "token_value" TEXT NOT NULL,
    "group_name" TEXT,
    "stage" TEXT NOT NULL DEFAULT 'requested',
    "reason" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "command_id" BIGINT,
    "session_id" BIGINT,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "display_message" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "priority" TEXT NOT NULL,
    "state" TEXT,
    "start_at" TIMESTAMPTZ(3),
    "end_at" TIMESTAMPTZ(3),
    "transaction_id" TEXT,
    "format" TEXT NOT NULL DEFAULT 'UTF8',
    "language" TEXT,
    "content" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "display_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "local_list" (
    "station_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "entries" JSONB NOT NULL DEFAULT '{}',
    "held_count" INTEGER NOT NULL DEFAULT 0,
    "left_out" INTEGER NOT NULL DEFAULT 0,
    "forgotten" JSONB NOT NULL DEFAULT '{}',
    "stage" TEXT NOT NULL DEFAULT 'unknown',
    "error" TEXT,
    "compared_with" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "local_list_pkey" PRIMARY KEY ("station_id")
);

-- CreateTable
CREATE TABLE "offline_policy" (
    "id" BIGSERIAL NOT NULL,
    "site_id" BIGINT,
    "local_list" BOOLEAN,
    "authorisation_cache" BOOLEAN,
    "pre_authorise" BOOLEAN,
    "unknown_tokens" BOOLEAN,
    "safe_current_a" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offline_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offline_standing" (
    "station_id" BIGINT NOT NULL,
    "policy" TEXT NOT NULL,
    "step" TEXT NOT NULL DEFAULT 'ask',
    "command_id" BIGINT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "cache_cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "offline_standing_pkey" PRIMARY KEY ("station_id")
);

-- CreateTable
CREATE TABLE "firmware" (
    "id" BIGSERIAL NOT NULL,
    "vendor" TEXT NOT NULL,
    "model" TEXT NOT NULL DEFAULT '',
    "version" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "md5" TEXT NOT NULL,
    "signature" TEXT,
    "signing_certificate" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "firmware_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "firmware_campaign" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "firmware_id" BIGINT NOT NULL,
    "stage" TEXT NOT NULL DEFAULT 'draft',
    "wave_size" INTEGER NOT NULL,
    "window_from" TEXT,
    "window_to" TEXT,
    "stop_after_failures" INTEGER NOT NULL,
    "is_signed" BOOLEAN NOT NULL DEFAULT false,
    "stop_reason" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "firmware_campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "firmware_update" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "firmware_id" BIGINT NOT NULL,
    "campaign_id" BIGINT,
    "wave" INTEGER NOT NULL DEFAULT 1,
    "stage" TEXT NOT NULL DEFAULT 'waiting',
    "status" TEXT,
    "error" TEXT,
    "command_id" BIGINT,
    "request_id" INTEGER,
    "from_version" TEXT,
    "to_version" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "asked_at" TIMESTAMPTZ(3),
    "status_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "firmware_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_link" (
    "id" BIGSERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "station_id" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "firmware_id" BIGINT,
    "kind" TEXT,
    "command_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "file_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "station_file" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "command_id" BIGINT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "station_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_authority" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,
    "private_key" TEXT NOT NULL,
    "stage" TEXT NOT NULL DEFAULT 'active',
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "certificate_authority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "station_certificate" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "authority_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "serial_number" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,
    "stage" TEXT NOT NULL DEFAULT 'issued',
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "station_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trusted_root" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "trusted_root_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installed_certificate" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "hash_algorithm" TEXT NOT NULL,
    "issuer_name_hash" TEXT NOT NULL,
    "issuer_key_hash" TEXT NOT NULL,
    "serial_number" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installed_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meter_key" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "public_key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meter_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signed_reading" (
    "id" BIGSERIAL NOT NULL,
    "session_id" BIGINT,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "context" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "encoding" TEXT NOT NULL DEFAULT '',
    "method" TEXT NOT NULL DEFAULT '',
    "public_key" TEXT,
    "data" BYTEA NOT NULL,
    "verdict" TEXT NOT NULL DEFAULT 'unknown',
    "detail" TEXT NOT NULL DEFAULT '',
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signed_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "transaction_id" TEXT,
    "psp_reference" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount" DECIMAL(14,4) NOT NULL,
    "settled_at" TIMESTAMPTZ(3) NOT NULL,
    "receipt_id" TEXT,
    "receipt_url" TEXT,
    "vat_number" TEXT,
    "vat_company" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "periodic_stream" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "stream_id" INTEGER NOT NULL,
    "monitor_id" INTEGER NOT NULL,
    "interval_seconds" INTEGER,
    "value_count" INTEGER,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "periodic_stream_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stream_value" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "stream_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "stream_value_pkey" PRIMARY KEY ("station_id","at","id")
);

-- CreateTable
CREATE TABLE "battery_swap" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "request_id" INTEGER NOT NULL,
    "event_type" TEXT NOT NULL,
    "token_value" TEXT NOT NULL,
    "batteries" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "battery_swap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "der_control" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "control_id" TEXT NOT NULL,
    "control_type" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL,
    "is_superseded" BOOLEAN NOT NULL DEFAULT false,
    "start_at" TIMESTAMPTZ(3),
    "duration_seconds" DOUBLE PRECISION,
    "setting" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "der_control_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "station_tariff" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "tariff_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tariff_version_id" BIGINT,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "station_tariff_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "fault_station_id_opened_at_idx" ON "fault"("station_id", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "variable_monitor_station_id_monitor_id_key" ON "variable_monitor"("station_id", "monitor_id");

-- CreateIndex
CREATE UNIQUE INDEX "command_report_station_id_request_id_action_seq_no_key" ON "command_report"("station_id", "request_id", "action", "seq_no");

-- CreateIndex
CREATE UNIQUE INDEX "charging_profile_station_id_profile_id_key" ON "charging_profile"("station_id", "profile_id");

-- CreateIndex
CREATE INDEX "reservation_station_id_expires_at_idx" ON "reservation"("station_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "display_message_station_id_message_id_key" ON "display_message"("station_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "offline_policy_site_id_key" ON "offline_policy"("site_id");

-- CreateIndex
CREATE INDEX "firmware_campaign_firmware_id_idx" ON "firmware_campaign"("firmware_id");

-- CreateIndex
CREATE INDEX "firmware_update_station_id_created_at_idx" ON "firmware_update"("station_id", "created_at");

-- CreateIndex
CREATE INDEX "firmware_update_campaign_id_wave_idx" ON "firmware_update"("campaign_id", "wave");

-- CreateIndex
CREATE INDEX "firmware_update_firmware_id_idx" ON "firmware_update"("firmware_id");

-- CreateIndex
CREATE UNIQUE INDEX "file_link_token_hash_key" ON "file_link"("token_hash");

-- CreateIndex
CREATE INDEX "file_link_station_id_idx" ON "file_link"("station_id");

-- CreateIndex
CREATE INDEX "file_link_command_id_idx" ON "file_link"("command_id");

-- CreateIndex
CREATE INDEX "file_link_expires_at_idx" ON "file_link"("expires_at");

-- CreateIndex
CREATE INDEX "station_file_station_id_received_at_idx" ON "station_file"("station_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "station_certificate_fingerprint_key" ON "station_certificate"("fingerprint");

-- CreateIndex
CREATE INDEX "station_certificate_station_id_created_at_idx" ON "station_certificate"("station_id", "created_at");

-- CreateIndex
CREATE INDEX "station_certificate_authority_id_idx" ON "station_certificate"("authority_id");

-- CreateIndex
CREATE INDEX "station_certificate_not_after_idx" ON "station_certificate"("not_after");

-- CreateIndex
CREATE UNIQUE INDEX "trusted_root_kind_fingerprint_key" ON "trusted_root"("kind", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "installed_certificate_station_id_type_issuer_name_hash_issu_key" ON "installed_certificate"("station_id", "type", "issuer_name_hash", "issuer_key_hash", "serial_number");

-- CreateIndex
CREATE UNIQUE INDEX "meter_key_station_id_evse_number_public_key_key" ON "meter_key"("station_id", "evse_number", "public_key");

-- CreateIndex
CREATE INDEX "signed_reading_session_id_at_idx" ON "signed_reading"("session_id", "at");

-- CreateIndex
CREATE INDEX "signed_reading_station_id_at_idx" ON "signed_reading"("station_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "settlement_station_id_psp_reference_status_key" ON "settlement"("station_id", "psp_reference", "status");

-- CreateIndex
CREATE UNIQUE INDEX "periodic_stream_station_id_stream_id_key" ON "periodic_stream"("station_id", "stream_id");

-- CreateIndex
CREATE INDEX "battery_swap_station_id_received_at_idx" ON "battery_swap"("station_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "der_control_station_id_control_id_key" ON "der_control"("station_id", "control_id");

-- CreateIndex
CREATE UNIQUE INDEX "station_tariff_station_id_tariff_key_evse_number_key" ON "station_tariff"("station_id", "tariff_key", "evse_number");

-- CreateIndex
CREATE UNIQUE INDEX "configuration_value_station_id_component_instance_evse_numb_key" ON "configuration_value"("station_id", "component", "instance", "evse_number", "connector_number", "key", "attribute");

-- AddForeignKey
ALTER TABLE "fault" ADD CONSTRAINT "fault_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variable_monitor" ADD CONSTRAINT "variable_monitor_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "command_report" ADD CONSTRAINT "command_report_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charging_profile" ADD CONSTRAINT "charging_profile_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "display_message" ADD CONSTRAINT "display_message_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "local_list" ADD CONSTRAINT "local_list_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offline_standing" ADD CONSTRAINT "offline_standing_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offline_policy" ADD CONSTRAINT "offline_policy_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firmware_campaign" ADD CONSTRAINT "firmware_campaign_firmware_id_fkey" FOREIGN KEY ("firmware_id") REFERENCES "firmware"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firmware_update" ADD CONSTRAINT "firmware_update_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firmware_update" ADD CONSTRAINT "firmware_update_firmware_id_fkey" FOREIGN KEY ("firmware_id") REFERENCES "firmware"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firmware_update" ADD CONSTRAINT "firmware_update_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "firmware_campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_link" ADD CONSTRAINT "file_link_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "station_file" ADD CONSTRAINT "station_file_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "station_certificate" ADD CONSTRAINT "station_certificate_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "station_certificate" ADD CONSTRAINT "station_certificate_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "certificate_authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installed_certificate" ADD CONSTRAINT "installed_certificate_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meter_key" ADD CONSTRAINT "meter_key_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signed_reading" ADD CONSTRAINT "signed_reading_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "periodic_stream" ADD CONSTRAINT "periodic_stream_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "battery_swap" ADD CONSTRAINT "battery_swap_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "der_control" ADD CONSTRAINT "der_control_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "station_tariff" ADD CONSTRAINT "station_tariff_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ── by hand from here: what Prisma cannot say ────────────────────────────────────────────────────

-- A thing that is wrong is wrong once.
CREATE UNIQUE INDEX "fault_one_open" ON "fault" ("station_id", "evse_number", "connector_number", "source", "code") WHERE "closed_at" IS NULL;
-- One policy for the network, beside those of sites.
CREATE UNIQUE INDEX "offline_policy_one_for_all" ON "offline_policy" ((1)) WHERE "site_id" IS NULL;
-- Updates that are under way: one on a station, two for the moment in which a later one takes the place of an earlier.
CREATE INDEX "firmware_update_under_way" ON "firmware_update" ("station_id") WHERE "stage" IN ('asked', 'downloading', 'downloaded', 'installing');
-- The few that wait for something, among all that ever were.
CREATE INDEX "session_waiting" ON "session" ("incomplete_since") WHERE "completeness" = 'waiting';
CREATE INDEX "reservation_open" ON "reservation" ("station_id") WHERE "stage" IN ('requested', 'active');
CREATE INDEX "firmware_update_open" ON "firmware_update" ("campaign_id") WHERE "ended_at" IS NULL;
-- A signed value is kept once, however often it is sent; the few not judged yet are found at once.
CREATE UNIQUE INDEX "signed_reading_once" ON "signed_reading" ("station_id", "at", "context", md5("data"));
CREATE INDEX "signed_reading_waiting" ON "signed_reading" ("id") WHERE "detail" = '';
-- The network's log is read by time: fresh blocks join the block-range index by themselves, in pieces small enough to read quickly.
DROP INDEX "ocpp_message_at_brin";
CREATE INDEX "ocpp_message_at_brin" ON "ocpp_message" USING BRIN ("at") WITH (pages_per_range = 32, autosummarize = on);
-- What went wrong is little and looked for often; all else costs this index nothing.
CREATE INDEX "ocpp_message_errors" ON "ocpp_message" ("at", "id") WHERE "error_code" IS NOT NULL OR "action" = '';

-- Words that are stored as text. Which commands there are is lib/commands/command.ts's to say.
ALTER TABLE "command" DROP CONSTRAINT "command_type_word";
ALTER TABLE "station_state" DROP CONSTRAINT "station_state_protocol_word";
ALTER TABLE "station_state" ADD CONSTRAINT "station_state_protocol_word" CHECK ("protocol" IN ('ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'));
ALTER TABLE "station_event" DROP CONSTRAINT "station_event_kind_word";
ALTER TABLE "station_event" ADD CONSTRAINT "station_event_kind_word" CHECK ("kind" IN ('connected', 'disconnected', 'boot', 'event', 'security', 'firmware', 'log', 'data-transfer', 'charging-limit', 'ev-charging', 'reservation', 'certificate', 'payment', 'grid-support'));
ALTER TABLE "station" ADD CONSTRAINT "station_security_profile_range" CHECK ("security_profile" BETWEEN 0 AND 3);
ALTER TABLE "session" ADD CONSTRAINT "session_completeness_word" CHECK ("completeness" IN ('complete', 'waiting', 'incomplete'));
ALTER TABLE "session" ADD CONSTRAINT "session_signed_verdict_word" CHECK ("signed_verdict" IN ('verified', 'failed', 'unknown'));
ALTER TABLE "fault" ADD CONSTRAINT "fault_source_word" CHECK ("source" IN ('event', 'security'));
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_stage_word" CHECK ("stage" IN ('requested', 'active', 'rejected', 'used', 'cancelled', 'expired', 'failed'));
ALTER TABLE "charging_profile" ADD CONSTRAINT "charging_profile_purpose_word" CHECK ("purpose" IN ('station-max', 'tx-default', 'tx', 'external', 'priority', 'local-generation'));
ALTER TABLE "offline_standing" ADD CONSTRAINT "offline_standing_step_word" CHECK ("step" IN ('ask', 'set', 'profile', 'done'));
ALTER TABLE "offline_policy" ADD CONSTRAINT "offline_policy_safe_current" CHECK ("safe_current_a" = 0 OR "safe_current_a" >= 6);
ALTER TABLE "local_list" ADD CONSTRAINT "local_list_stage_word" CHECK ("stage" IN ('unknown', 'in-step', 'behind', 'failed', 'unsupported'));
ALTER TABLE "firmware_campaign" ADD CONSTRAINT "firmware_campaign_stage_word" CHECK ("stage" IN ('draft', 'running', 'paused', 'stopped', 'done'));
ALTER TABLE "firmware_update" ADD CONSTRAINT "firmware_update_stage_word" CHECK ("stage" IN ('waiting', 'asked', 'downloading', 'downloaded', 'installing', 'installed', 'failed', 'cancelled'));
ALTER TABLE "file_link" ADD CONSTRAINT "file_link_purpose_word" CHECK ("purpose" IN ('firmware', 'log'));
ALTER TABLE "station_file" ADD CONSTRAINT "station_file_kind_word" CHECK ("kind" IN ('diagnostics', 'security', 'data-collector'));
ALTER TABLE "certificate_authority" ADD CONSTRAINT "certificate_authority_stage_word" CHECK ("stage" IN ('next', 'active', 'retired'));
ALTER TABLE "station_certificate" ADD CONSTRAINT "station_certificate_stage_word" CHECK ("stage" IN ('issued', 'accepted', 'rejected', 'superseded', 'revoked'));
ALTER TABLE "trusted_root" ADD CONSTRAINT "trusted_root_kind_word" CHECK ("kind" IN ('csms', 'manufacturer', 'v2g', 'mo', 'oem'));
ALTER TABLE "signed_reading" ADD CONSTRAINT "signed_reading_verdict_word" CHECK ("verdict" IN ('verified', 'failed', 'unknown'));
