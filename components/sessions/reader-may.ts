/** Where a reader can be led; others see the name only. */
export interface ReaderMay {
  readonly messages: boolean
  readonly stations: boolean
  readonly sites: boolean
  readonly tariffs: boolean
}
