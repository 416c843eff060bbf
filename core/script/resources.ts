import { fileURLToPath } from 'node:url'

/** Beside the program, both as sources (`core/script/`) and built (`dist/core/`, `dist/chunks/`). */
const fromRoot = (place: string): string => fileURLToPath(new URL(`../../${place}`, import.meta.url))

export const TEMPLATES_FOLDER = fromRoot('resources/templates')
export const SAMPLES_FOLDER = fromRoot('resources/samples')
/** The module that `import … from "retort"` gives to a project's files. */
export const API_MODULE = new URL('../../dist/core/api.js', import.meta.url).href
/** The declarations of "retort" as one file. */
export const PROJECT_TYPES = fromRoot('dist/types/retort.d.ts')
