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
