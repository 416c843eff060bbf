/** What a host says to its engine, whatever carries it. */
export type ToEngine =
  | { readonly kind: 'connect'; readonly connection: number }
  | { readonly kind: 'frame'; readonly connection: number; readonly frame: Frame }
  | { readonly kind: 'disconnect'; readonly connection: number }
  /** Answered at once, unless the engine is inside one long synchronous statement. */
  | { readonly kind: 'ping' }

/** What an engine says to its host. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'frame'; readonly connection: number; readonly frame: Frame }
  | { readonly kind: 'pong' }

/** One message of a page's calls; the host passes it on unread. */
export type Frame = string | Uint8Array<ArrayBuffer>
