-- AlterTable
ALTER TABLE "tariff_version" ADD COLUMN     "effective_from" TIMESTAMPTZ(3),
ADD COLUMN     "limits" JSONB,
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "spot_price" (
    "area" TEXT NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "per_mwh" DECIMAL(12,5) NOT NULL,
    "currency" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "spot_price_pkey" PRIMARY KEY ("area","at")
);

ALTER TABLE "spot_price" ADD CONSTRAINT "spot_price_area_check" CHECK ("area" IN ('SE1', 'SE2', 'SE3', 'SE4'));
