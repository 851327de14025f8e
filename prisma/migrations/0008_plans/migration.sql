-- What customers have besides tariffs: plans with immutable versions, and who has which from when to when. A session keeps the version
-- it began under, its price the agreement it was made with, and a month's fee is on one invoice at most.
-- AlterTable
ALTER TABLE "invoice_line" ADD COLUMN     "fee" JSONB,
ADD COLUMN     "fee_month" DATE,
ADD COLUMN     "subscription_id" BIGINT;

-- AlterTable
ALTER TABLE "priced_session" ADD COLUMN     "agreement" JSONB,
ADD COLUMN     "included_wh" DECIMAL(15,3),
ADD COLUMN     "plan_month" DATE,
ADD COLUMN     "subscription_id" BIGINT;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "plan_version_id" BIGINT,
ADD COLUMN     "subscription_id" BIGINT;

-- CreateTable
CREATE TABLE "plan" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_version" (
    "id" BIGSERIAL NOT NULL,
    "plan_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "effective_from" DATE NOT NULL,
    "terms" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" BIGSERIAL NOT NULL,
    "plan_id" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "token_id" BIGINT,
    "driver_id" BIGINT,
    "vehicle_id" BIGINT,
    "group_name" TEXT,
    "from_day" DATE NOT NULL,
    "until_day" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_by" TEXT,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billed_fee" (
    "subscription_id" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "invoice_id" BIGINT NOT NULL,

    CONSTRAINT "billed_fee_pkey" PRIMARY KEY ("subscription_id","month")
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_version_plan_id_number_key" ON "plan_version"("plan_id", "number");

-- CreateIndex
CREATE INDEX "subscription_plan_id_idx" ON "subscription"("plan_id");

-- CreateIndex
CREATE INDEX "subscription_customer_id_idx" ON "subscription"("customer_id");

-- CreateIndex
CREATE INDEX "subscription_token_id_idx" ON "subscription"("token_id");

-- CreateIndex
CREATE INDEX "subscription_driver_id_idx" ON "subscription"("driver_id");

-- CreateIndex
CREATE INDEX "subscription_vehicle_id_idx" ON "subscription"("vehicle_id");

-- CreateIndex
CREATE INDEX "subscription_group_name_idx" ON "subscription"("group_name");

-- CreateIndex
CREATE INDEX "billed_fee_invoice_id_idx" ON "billed_fee"("invoice_id");

-- CreateIndex
CREATE INDEX "invoice_line_subscription_id_idx" ON "invoice_line"("subscription_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_plan_version_id_fkey" FOREIGN KEY ("plan_version_id") REFERENCES "plan_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priced_session" ADD CONSTRAINT "priced_session_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "token"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_driver_id_fkey" FOREIGN KEY ("driver_id") REFERENCES "driver"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_vehicle_id_fkey" FOREIGN KEY ("vehicle_id") REFERENCES "vehicle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billed_fee" ADD CONSTRAINT "billed_fee_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billed_fee" ADD CONSTRAINT "billed_fee_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: most sessions have no plan.
CREATE INDEX "session_with_plan" ON "session"("subscription_id") WHERE "subscription_id" IS NOT NULL;
CREATE INDEX "priced_session_of_plan" ON "priced_session"("subscription_id", "plan_month") WHERE "subscription_id" IS NOT NULL;

ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_terms_object" CHECK (jsonb_typeof("terms") = 'object');
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_days" CHECK ("until_day" IS NULL OR "until_day" >= "from_day");
-- Whose: a customer's, or one token's, driver's or vehicle's of a customer, or a token group's.
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_whose" CHECK (
  ("customer_id" IS NULL AND "group_name" IS NOT NULL AND num_nonnulls("token_id", "driver_id", "vehicle_id") = 0)
  OR ("customer_id" IS NOT NULL AND "group_name" IS NULL AND num_nonnulls("token_id", "driver_id", "vehicle_id") <= 1));
-- Nobody has two plans at once. Ranges of one number, because those are indexed without an extension.
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_once_customer" EXCLUDE USING gist (
  int8range("customer_id", "customer_id", '[]') WITH &&, daterange("from_day", "until_day", '[]') WITH &&)
  WHERE ("customer_id" IS NOT NULL AND "token_id" IS NULL AND "driver_id" IS NULL AND "vehicle_id" IS NULL);
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_once_token" EXCLUDE USING gist (
  int8range("token_id", "token_id", '[]') WITH &&, daterange("from_day", "until_day", '[]') WITH &&) WHERE ("token_id" IS NOT NULL);
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_once_driver" EXCLUDE USING gist (
  int8range("driver_id", "driver_id", '[]') WITH &&, daterange("from_day", "until_day", '[]') WITH &&) WHERE ("driver_id" IS NOT NULL);
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_once_vehicle" EXCLUDE USING gist (
  int8range("vehicle_id", "vehicle_id", '[]') WITH &&, daterange("from_day", "until_day", '[]') WITH &&) WHERE ("vehicle_id" IS NOT NULL);
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_once_group" EXCLUDE USING gist (
  int8range(hashtextextended("group_name", 0), hashtextextended("group_name", 0), '[]') WITH &&,
  daterange("from_day", "until_day", '[]') WITH &&) WHERE ("group_name" IS NOT NULL);
ALTER TABLE "billed_fee" ADD CONSTRAINT "billed_fee_month_start" CHECK (extract(day FROM "month") = 1);
ALTER TABLE "priced_session" ADD CONSTRAINT "priced_session_plan_whole" CHECK (
  ("subscription_id" IS NULL) = ("plan_month" IS NULL) AND ("subscription_id" IS NULL OR "agreement" IS NOT NULL));

-- What a plan has meant stays what it meant.
CREATE FUNCTION plan_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Versions of plans are never changed.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER plan_version_stays BEFORE UPDATE ON "plan_version" FOR EACH ROW EXECUTE FUNCTION plan_version_stays();
