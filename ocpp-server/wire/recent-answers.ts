interface Answered {
  readonly id: string
  readonly request: string
  readonly answer: string
  readonly at: number
}

const MAX_ANSWERS = 16
const MAX_CHARACTERS = 64 * 1024
const MAX_AGE_MS = 5 * 60_000

/**
 * The last answers given on one connection, so that a CALL sent twice is answered twice but handled once. The whole frame must
 * be the same, not only its id: some stations use one id for everything. Ages out, so that not even those get an old clock for ever.
 */
export class RecentAnswers {
  private readonly answers: Answered[] = []
  private characters = 0

  remember(id: string, request: string, answer: string, at: number): void {
    const size = request.length + answer.length
    if (size > MAX_CHARACTERS) return
    this.answers.push({ id, request, answer, at })
    this.characters += size
    while (this.answers.length > MAX_ANSWERS || this.characters > MAX_CHARACTERS) this.dropOldest()
  }

  find(id: string, request: string, now: number): string | null {
    const { answers } = this
    while (answers.length > 0 && now - answers[0]!.at > MAX_AGE_MS) this.dropOldest()
    for (let at = answers.length - 1; at >= 0; at--) {
      const answered = answers[at]!
      if (answered.id === id && answered.request === request) return answered.answer
    }
    return null
  }

  /** The CALL frame that was answered last under this id. */
  lastRequest(id: string): string | null {
    return this.answers.findLast((answered) => answered.id === id)?.request ?? null
  }

  private dropOldest(): void {
    const oldest = this.answers.shift()
    if (oldest) this.characters -= oldest.request.length + oldest.answer.length
  }
}
