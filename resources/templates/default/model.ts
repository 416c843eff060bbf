// The schema you want. Every exported table counts. Change it, then run
//
//   retort revision --autogenerate -m "what changes"
//
// import { integer, string, table } from "retort";
//
// export const users = table("users", {
//   id: integer().primaryKey(),
//   email: string(255).notNull().unique(),
// });
export {};
