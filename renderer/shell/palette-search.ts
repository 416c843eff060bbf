import type { Command } from '../app/commands.svelte'

/** The commands whose words hold every word that was typed; titles that begin with it come first. */
export function searchCommands(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const [first] = words
  if (first === undefined) return [...commands]
  const hits = commands.filter(command => {
    const text = `${command.title} ${command.detail ?? ''}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
  const begins = (command: Command) => (command.title.toLowerCase().startsWith(first) ? 0 : 1)
  return hits.toSorted((a, b) => begins(a) - begins(b))
}
