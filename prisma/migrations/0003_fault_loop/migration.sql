-- Rows of a session are written with it in one statement, and sessions are never deleted: the checks only cost time.
ALTER TABLE "session_phase" DROP CONSTRAINT "session_phase_session_id_fkey";
ALTER TABLE "session_event" DROP CONSTRAINT "session_event_session_id_fkey";

-- One index instead of two. The one that is there becomes the key: no table or index is rewritten.
ALTER TABLE "session_event" DROP CONSTRAINT "session_event_pkey", DROP COLUMN "id";
ALTER TABLE "session_event" ADD CONSTRAINT "session_event_pkey" PRIMARY KEY USING INDEX "session_event_session_id_seq_no_type_key";

-- AlterTable
ALTER TABLE "file_link" ADD COLUMN     "taken_by" TEXT,
ADD COLUMN     "taken_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "firmware_update" ADD COLUMN     "claimed_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "configuration_change_at_idx" ON "configuration_change" USING BRIN ("at");

-- CreateTable
CREATE TABLE "template_round" (
    "id" BIGSERIAL NOT NULL,
    "template_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "total" INTEGER NOT NULL,
    "after_station" BIGINT NOT NULL DEFAULT 0,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "left_out" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "template_round_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "template_round_template_id_id_idx" ON "template_round"("template_id", "id");

-- AddForeignKey
ALTER TABLE "template_round" ADD CONSTRAINT "template_round_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "configuration_template"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One wish of a kind at a time.
CREATE UNIQUE INDEX "template_round_open" ON "template_round" ("template_id", "kind") WHERE "ended_at" IS NULL;

-- What many stations have told of one key is looked up by the key.
CREATE INDEX "configuration_value_key_folded" ON "configuration_value" (lower("key"), "station_id") WHERE "attribute" = 'Actual';

-- AlterTable
ALTER TABLE "fault" ADD COLUMN     "acknowledged_at" TIMESTAMPTZ(3),
ADD COLUMN     "acknowledged_by" TEXT,
ADD COLUMN     "assignee_id" BIGINT,
ADD COLUMN     "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "cause" TEXT NOT NULL DEFAULT 'unknown',
ADD COLUMN     "close_note" TEXT,
ADD COLUMN     "close_reason" TEXT,
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_safety" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "merged_into_id" BIGINT,
ADD COLUMN     "site_id" BIGINT,
ADD COLUMN     "stage" TEXT NOT NULL DEFAULT 'new',
ALTER COLUMN "station_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "fault_entry" (
    "id" BIGSERIAL NOT NULL,
    "fault_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "detail" JSONB,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "fault_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repair_promise" (
    "id" BIGSERIAL NOT NULL,
    "fault_id" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "made_by" TEXT NOT NULL,
    "outcome" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "repair_promise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance_window" (
    "id" BIGSERIAL NOT NULL,
    "site_id" BIGINT,
    "station_id" BIGINT,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "maintenance_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "detection_rule" (
    "id" BIGSERIAL NOT NULL,
    "rule" TEXT NOT NULL,
    "site_id" BIGINT,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "thresholds" JSONB NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "detection_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "detection_state" (
    "station_id" BIGINT NOT NULL,
    "state" JSONB NOT NULL,
    "through" TIMESTAMPTZ(3) NOT NULL,
    "wake_at" TIMESTAMPTZ(3),

    CONSTRAINT "detection_state_pkey" PRIMARY KEY ("station_id")
);

-- CreateTable
CREATE TABLE "playbook_run" (
    "id" BIGSERIAL NOT NULL,
    "fault_id" BIGINT NOT NULL,
    "station_id" BIGINT,
    "playbook" TEXT NOT NULL,
    "is_dry_run" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "why" TEXT,
    "command_id" BIGINT,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_by" TEXT NOT NULL DEFAULT 'worker',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "steps" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "playbook_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_policy" (
    "id" BIGSERIAL NOT NULL,
    "site_id" BIGINT,
    "mode" TEXT NOT NULL DEFAULT 'dry-run',
    "max_tries" INTEGER NOT NULL DEFAULT 2,
    "quiet_hours" JSONB,
    "playbooks" JSONB NOT NULL DEFAULT '{}',
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recovery_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_order" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "fault_id" BIGINT,
    "assignee_id" BIGINT,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "state_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "planned_on" DATE,
    "position" INTEGER NOT NULL DEFAULT 0,
    "safety" TEXT NOT NULL DEFAULT '',
    "close_kind" TEXT,
    "close_reason" TEXT,
    "proof_id" BIGINT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "work_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_entry" (
    "id" UUID NOT NULL,
    "work_order_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "conflict" TEXT,
    "seen_at" TIMESTAMPTZ(3),
    "file" TEXT,

    CONSTRAINT "work_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evse_day" (
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "site_id" BIGINT,
    "up_seconds" INTEGER NOT NULL,
    "down_seconds" JSONB NOT NULL,
    "down_total" INTEGER NOT NULL DEFAULT 0,
    "excluded_seconds" JSONB NOT NULL,
    "excluded_total" INTEGER NOT NULL DEFAULT 0,
    "unknown_seconds" INTEGER NOT NULL,
    "occupied_seconds" INTEGER NOT NULL,
    "energy_wh" DECIMAL(18,3) NOT NULL,
    "sessions" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "failures" JSONB NOT NULL,
    "good_attempts" INTEGER NOT NULL DEFAULT 0,
    "visits" INTEGER NOT NULL,
    "good_visits" INTEGER NOT NULL,
    "first_tries" INTEGER NOT NULL,
    "is_stale" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "evse_day_pkey" PRIMARY KEY ("station_id","evse_number","day")
);

-- CreateTable
CREATE TABLE "availability_exclusion" (
    "id" BIGSERIAL NOT NULL,
    "site_id" BIGINT,
    "station_id" BIGINT,
    "evse_number" INTEGER,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "fault_id" BIGINT,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "availability_exclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_rule" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "filter" JSONB NOT NULL,
    "recipients" JSONB NOT NULL,
    "channels" TEXT[],
    "quiet_hours" JSONB,
    "digest" TEXT NOT NULL DEFAULT 'at-once',
    "escalate" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" BIGSERIAL NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "rule_id" BIGINT,
    "channel" TEXT NOT NULL,
    "recipient" JSONB NOT NULL,
    "user_id" BIGINT,
    "locale" TEXT NOT NULL DEFAULT 'sv',
    "template" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "fault_id" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "answer" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "push_subscription" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "keys" JSONB NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriber" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT,
    "site_id" BIGINT,
    "channel" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "address_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'sv',
    "token_hash" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "place" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "view" JSONB NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "fault_entry_fault_id_at_idx" ON "fault_entry"("fault_id", "at");

-- CreateIndex
CREATE INDEX "repair_promise_fault_id_made_at_idx" ON "repair_promise"("fault_id", "made_at");

-- CreateIndex
CREATE INDEX "repair_promise_due_at_idx" ON "repair_promise"("due_at");

-- CreateIndex
CREATE INDEX "maintenance_window_site_id_from_at_idx" ON "maintenance_window"("site_id", "from_at");

-- CreateIndex
CREATE INDEX "maintenance_window_station_id_from_at_idx" ON "maintenance_window"("station_id", "from_at");

-- CreateIndex
CREATE INDEX "detection_rule_site_id_idx" ON "detection_rule"("site_id");

-- CreateIndex
CREATE INDEX "detection_state_wake_at_idx" ON "detection_state"("wake_at");

-- CreateIndex
CREATE INDEX "playbook_run_fault_id_started_at_idx" ON "playbook_run"("fault_id", "started_at");

-- CreateIndex
CREATE INDEX "playbook_run_station_id_started_at_idx" ON "playbook_run"("station_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_policy_site_id_key" ON "recovery_policy"("site_id");

-- CreateIndex
CREATE INDEX "work_order_station_id_idx" ON "work_order"("station_id");

-- CreateIndex
CREATE INDEX "work_order_fault_id_idx" ON "work_order"("fault_id");

-- CreateIndex
CREATE INDEX "work_order_assignee_id_planned_on_idx" ON "work_order"("assignee_id", "planned_on");

-- CreateIndex
CREATE INDEX "work_entry_work_order_id_at_idx" ON "work_entry"("work_order_id", "at");

-- CreateIndex
CREATE INDEX "work_entry_file_idx" ON "work_entry"("file");

-- CreateIndex
CREATE INDEX "evse_day_site_id_day_idx" ON "evse_day"("site_id", "day");

-- CreateIndex
CREATE INDEX "evse_day_day_idx" ON "evse_day"("day");

-- CreateIndex
CREATE INDEX "availability_exclusion_station_id_from_at_idx" ON "availability_exclusion"("station_id", "from_at");

-- CreateIndex
CREATE INDEX "availability_exclusion_site_id_from_at_idx" ON "availability_exclusion"("site_id", "from_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_dedupe_key_key" ON "delivery"("dedupe_key");

-- CreateIndex
CREATE INDEX "delivery_rule_id_idx" ON "delivery"("rule_id");

-- CreateIndex
CREATE INDEX "delivery_user_id_created_at_idx" ON "delivery"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "delivery_fault_id_idx" ON "delivery"("fault_id");

-- CreateIndex
CREATE INDEX "delivery_created_at_id_idx" ON "delivery"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "push_subscription_endpoint_key" ON "push_subscription"("endpoint");

-- CreateIndex
CREATE INDEX "push_subscription_user_id_idx" ON "push_subscription"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriber_token_hash_key" ON "subscriber"("token_hash");

-- CreateIndex
CREATE INDEX "subscriber_station_id_idx" ON "subscriber"("station_id");

-- CreateIndex
CREATE INDEX "subscriber_site_id_idx" ON "subscriber"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_user_id_place_name_key" ON "saved_view"("user_id", "place", "name");

-- CreateIndex
CREATE INDEX "fault_site_id_opened_at_idx" ON "fault"("site_id", "opened_at");

-- CreateIndex
CREATE INDEX "fault_opened_at_id_idx" ON "fault"("opened_at", "id");

-- CreateIndex
CREATE INDEX "fault_assignee_id_idx" ON "fault"("assignee_id");

-- CreateIndex
CREATE INDEX "fault_merged_into_id_idx" ON "fault"("merged_into_id");

-- AddForeignKey
ALTER TABLE "fault" ADD CONSTRAINT "fault_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fault" ADD CONSTRAINT "fault_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fault" ADD CONSTRAINT "fault_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "fault"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fault_entry" ADD CONSTRAINT "fault_entry_fault_id_fkey" FOREIGN KEY ("fault_id") REFERENCES "fault"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repair_promise" ADD CONSTRAINT "repair_promise_fault_id_fkey" FOREIGN KEY ("fault_id") REFERENCES "fault"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "detection_rule" ADD CONSTRAINT "detection_rule_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "detection_state" ADD CONSTRAINT "detection_state_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_run" ADD CONSTRAINT "playbook_run_fault_id_fkey" FOREIGN KEY ("fault_id") REFERENCES "fault"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_run" ADD CONSTRAINT "playbook_run_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_policy" ADD CONSTRAINT "recovery_policy_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_fault_id_fkey" FOREIGN KEY ("fault_id") REFERENCES "fault"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_entry" ADD CONSTRAINT "work_entry_work_order_id_fkey" FOREIGN KEY ("work_order_id") REFERENCES "work_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "notification_rule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is there already began when it was told of, and belongs to its station's site.
UPDATE "fault" SET "began_at" = "opened_at", "site_id" = (SELECT "site_id" FROM "station" WHERE "station"."id" = "fault"."station_id");

-- A fault is open once: of a station at its place, of a whole site by its code.
CREATE UNIQUE INDEX "fault_site_one_open" ON "fault" ("site_id", "source", "code") WHERE "closed_at" IS NULL AND "station_id" IS NULL;
CREATE INDEX "fault_open" ON "fault" ("opened_at") WHERE "closed_at" IS NULL;
CREATE INDEX "fault_closed_at" ON "fault" ("closed_at") WHERE "closed_at" IS NOT NULL;
CREATE INDEX "fault_cause_closed_at" ON "fault" ("cause", "closed_at") WHERE "closed_at" IS NOT NULL;
CREATE INDEX "fault_entry_untold" ON "fault_entry" ("id") WHERE "told_at" IS NULL;
CREATE UNIQUE INDEX "repair_promise_standing" ON "repair_promise" ("fault_id") WHERE "outcome" IS NULL;
CREATE UNIQUE INDEX "playbook_run_open" ON "playbook_run" ("fault_id") WHERE "ended_at" IS NULL;
CREATE INDEX "playbook_run_due" ON "playbook_run" ("next_at") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "recovery_policy_network" ON "recovery_policy" ((true)) WHERE "site_id" IS NULL;
CREATE UNIQUE INDEX "detection_rule_once" ON "detection_rule" ("rule", "site_id") NULLS NOT DISTINCT;
CREATE INDEX "evse_day_stale" ON "evse_day" ("day") WHERE "is_stale";
CREATE INDEX "delivery_due" ON "delivery" ("next_at") WHERE "state" IN ('waiting', 'sending', 'failed');
CREATE UNIQUE INDEX "subscriber_once" ON "subscriber" ("channel", "address_hash", "station_id", "site_id") NULLS NOT DISTINCT;

-- What came in since the last look, for the rules: a few pages of block ranges, no index per row.
CREATE INDEX "status_event_received_at_brin" ON "status_event" USING BRIN ("received_at") WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX "station_event_received_at_brin" ON "station_event" USING BRIN ("received_at") WITH (pages_per_range = 32, autosummarize = on);
-- What is not summarised is read whole, at every look: also where these indexes were there before.
ALTER INDEX "session_received_at_brin" SET (autosummarize = on);
ALTER INDEX "priced_session_priced_at_brin" SET (autosummarize = on);
DROP INDEX "reading_received_at_brin";
CREATE INDEX "reading_received_at_brin" ON "reading" USING BRIN ("received_at") WITH (pages_per_range = 32, autosummarize = on);

ALTER TABLE "fault" DROP CONSTRAINT "fault_source_word";
ALTER TABLE "fault" ADD CONSTRAINT "fault_source_word" CHECK ("source" IN ('event', 'security', 'rule'));
ALTER TABLE "fault" ADD CONSTRAINT "fault_stage_word" CHECK ("stage" IN ('new', 'diagnosing', 'recovering', 'dispatched', 'verify'));
ALTER TABLE "fault" ADD CONSTRAINT "fault_close_reason_word" CHECK ("close_reason" IN ('over', 'recovered', 'repaired', 'probed', 'merged', 'false-alarm', 'accepted'));
ALTER TABLE "repair_promise" ADD CONSTRAINT "repair_promise_outcome_word" CHECK ("outcome" IN ('kept', 'broken', 'withdrawn', 'replaced'));
ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_of_one" CHECK (("site_id" IS NULL) <> ("station_id" IS NULL));
ALTER TABLE "playbook_run" ADD CONSTRAINT "playbook_run_state_word" CHECK ("state" IN ('waiting', 'asking', 'asked', 'proving', 'succeeded', 'failed', 'stopped'));
ALTER TABLE "recovery_policy" ADD CONSTRAINT "recovery_policy_mode_word" CHECK ("mode" IN ('off', 'dry-run', 'live'));
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_state_word" CHECK ("state" IN ('planned', 'under-way', 'on-site', 'done', 'cancelled'));
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_close_kind_word" CHECK ("close_kind" IN ('probe', 'charge', 'reason'));
ALTER TABLE "work_entry" ADD CONSTRAINT "work_entry_kind_word" CHECK ("kind" IN ('state', 'check', 'photo', 'measurement', 'part', 'note', 'maintenance', 'command', 'signature', 'close'));
ALTER TABLE "availability_exclusion" ADD CONSTRAINT "availability_exclusion_reason_word" CHECK ("reason" IN ('maintenance', 'grid', 'network', 'vandalism', 'vehicle', 'force-majeure', 'other'));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_channel_word" CHECK ("channel" IN ('email', 'push', 'webhook', 'sms', 'in-app'));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_state_word" CHECK ("state" IN ('waiting', 'sending', 'delivered', 'failed', 'dead', 'cancelled'));

-- What a command's error was made from, so that pages say it in their own language. Rows from before keep their sentence.
ALTER TABLE "command" ADD COLUMN "problem" JSONB;

-- Somebody hears from the start: the bell of those who run the network, and the drivers a fault meets (by mail, once that is set up).
INSERT INTO "notification_rule" ("name", "filter", "recipients", "channels", "created_by") VALUES
  ('Allvarliga fel', '{"notices": ["opened", "closed", "promise-broken"], "leastSeverity": 3}', '{"roles": ["admin", "operator"]}', '{in-app,push}', 'system'),
  ('Förare som drabbas', '{"notices": ["opened", "promised", "promise-broken", "promise-withdrawn", "closed"], "leastSeverity": 5}', '{"drivers": true}', '{}', 'system');
