-- A window of maintenance knows the job it was begun from, and when its end was last said.
ALTER TABLE "maintenance_window" ADD COLUMN "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '2000-01-01T00:00:00Z', ADD COLUMN "work_order_id" BIGINT;
ALTER TABLE "maintenance_window" ALTER COLUMN "changed_at" SET DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX "maintenance_window_work_order_id_idx" ON "maintenance_window"("work_order_id");
ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_work_order_id_fkey" FOREIGN KEY ("work_order_id") REFERENCES "work_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- When a fault's beginning or end came to our ears: what is told late changes days that are over. What is there was heard of long ago.
ALTER TABLE "fault" ADD COLUMN "heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '2000-01-01T00:00:00Z';
ALTER TABLE "fault" ALTER COLUMN "heard_at" SET DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX "fault_heard_at_idx" ON "fault"("heard_at");
ALTER TABLE "fault" DROP CONSTRAINT "fault_close_reason_word";
ALTER TABLE "fault" ADD CONSTRAINT "fault_close_reason_word" CHECK ("close_reason" IN ('over', 'recovered', 'repaired', 'probed', 'merged', 'false-alarm', 'accepted', 'removed'));

-- What is wrong with our own side belongs to no station and no site, and is open once.
CREATE UNIQUE INDEX "fault_own_side_one_open" ON "fault" ("code") WHERE "closed_at" IS NULL AND "code" = 'gateway-failing';

-- Photos of a fault, also without a job.
ALTER TABLE "fault_entry" ADD COLUMN "file" TEXT;
CREATE INDEX "fault_entry_file_idx" ON "fault_entry"("file");

-- What must be so in the moment a command is sent.
ALTER TABLE "command" ADD COLUMN "only_if" JSONB;

-- What stations tell of themselves while somebody works on them.
CREATE TABLE "withheld_fault" (
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "connector_number" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "severity" INTEGER NOT NULL,
    "is_safety" BOOLEAN NOT NULL,
    "detail" JSONB,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "withheld_fault_pkey" PRIMARY KEY ("station_id","evse_number","connector_number","source","code")
);
ALTER TABLE "withheld_fault" ADD CONSTRAINT "withheld_fault_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "withheld_fault" ADD CONSTRAINT "withheld_fault_source_word" CHECK ("source" IN ('event', 'security'));

-- When gateways were there: one that fails again and again shows here.
CREATE TABLE "gateway_life" (
    "gateway_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "is_ended" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "gateway_life_pkey" PRIMARY KEY ("gateway_id","started_at")
);
CREATE INDEX "gateway_life_seen_at_idx" ON "gateway_life"("seen_at");

-- Pages for drivers can be taken away site by site, and station by station (null: as its site).
ALTER TABLE "site" ADD COLUMN "has_public_pages" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "station" ADD COLUMN "has_public_page" BOOLEAN;

-- What EVSEs took in, a day at a time, and what an hour of theirs usually brings: summed by the worker, not at every look.
CREATE TABLE "daily_income" (
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "site_id" BIGINT,
    "currency" TEXT NOT NULL,
    "total" DECIMAL(14,4) NOT NULL,

    CONSTRAINT "daily_income_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "daily_income_day_idx" ON "daily_income"("day");
ALTER TABLE "daily_income" ADD CONSTRAINT "daily_income_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE TABLE "usual_income" (
    "id" BIGSERIAL NOT NULL,
    "station_id" BIGINT NOT NULL,
    "evse_number" INTEGER NOT NULL,
    "site_id" BIGINT,
    "currency" TEXT NOT NULL,
    "per_hour" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "usual_income_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "usual_income_site_id_idx" ON "usual_income"("site_id");
ALTER TABLE "usual_income" ADD CONSTRAINT "usual_income_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE CASCADE ON UPDATE CASCADE;
