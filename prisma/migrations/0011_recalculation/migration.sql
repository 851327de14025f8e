-- CreateTable
CREATE TABLE "invoice_evidence" (
    "invoice_id" BIGINT NOT NULL,
    "session_id" BIGINT NOT NULL,
    "taken_at" TIMESTAMPTZ(3),
    "digest" BYTEA,
    "content" BYTEA,

    CONSTRAINT "invoice_evidence_pkey" PRIMARY KEY ("invoice_id","session_id")
);

-- CreateTable
CREATE TABLE "invoice_check" (
    "id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "after_invoice" BIGINT NOT NULL DEFAULT 0,
    "invoices" INTEGER NOT NULL DEFAULT 0,
    "lines" INTEGER NOT NULL DEFAULT 0,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "without_readings" INTEGER NOT NULL DEFAULT 0,
    "readings_gone" INTEGER NOT NULL DEFAULT 0,
    "awaiting_evidence" INTEGER NOT NULL DEFAULT 0,
    "differences" INTEGER NOT NULL DEFAULT 0,
    "found" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "invoice_check_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "invoice_evidence" ADD CONSTRAINT "invoice_evidence_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── what schema.prisma cannot say ────────────────────────────────────────────────────────────────

CREATE INDEX "invoice_evidence_wanted" ON "invoice_evidence" ("invoice_id", "session_id") WHERE "content" IS NULL;
ALTER TABLE "invoice_evidence" ADD CONSTRAINT "invoice_evidence_whole" CHECK (("content" IS NULL) = ("digest" IS NULL) AND ("content" IS NULL) = ("taken_at" IS NULL));

-- Filled in once, and then it stays for as long as the books are kept.
CREATE FUNCTION evidence_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.content IS NULL AND NEW.invoice_id = OLD.invoice_id AND NEW.session_id = OLD.session_id THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what invoice % rests on is kept as it is', OLD.invoice_id;
END $$;
CREATE TRIGGER evidence_stays BEFORE UPDATE OR DELETE ON "invoice_evidence" FOR EACH ROW EXECUTE FUNCTION evidence_stays();

-- What was issued before: kept from now on.
INSERT INTO "invoice_evidence" ("invoice_id", "session_id")
SELECT "id", 0 FROM "invoice" WHERE "state" = 'issued'
UNION
SELECT i."id", l."session_id" FROM "invoice" i JOIN "invoice_line" l ON l."invoice_id" = i."id"
WHERE i."state" = 'issued' AND i."kind" = 'invoice' AND l."session_id" IS NOT NULL;
