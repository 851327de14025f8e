/** What a server action answers a form. `details` maps fields to problem words, or carries `reason` and its values. */
export type ActionResult<Data> =
  | { readonly ok: true; readonly data: Data }
  | {
      readonly ok: false
      readonly code: string
      readonly message: string
      readonly details?: Readonly<Record<string, string>>
    }

/** A server action as components take it: a prop, so that what people see never knows the doors. */
export type Action<Input, Data = unknown> = (input: Input) => Promise<ActionResult<Data>>
