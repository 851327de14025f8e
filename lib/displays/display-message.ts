/** A text on a station's display (OCPP 2.x), in the standard's words. */
export interface DisplayMessage {
  readonly messageId: number
  /** AlwaysFront | InFront | NormalCycle */
  readonly priority: string
  /** Shown only while the station is in this state; null: always. */
  readonly state: string | null
  readonly startAt: Date | null
  readonly endAt: Date | null
  /** Shown for this session and gone with it. */
  readonly transactionId: string | null
  /** ASCII | HTML | URI | UTF8 | QRCODE */
  readonly format: string
  readonly language: string | null
  readonly content: string
}
