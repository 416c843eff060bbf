import { createPolicy } from '../../core/operations/create-policy'
import { disableRowSecurity } from '../../core/operations/disable-row-security'
import { dropPolicy } from '../../core/operations/drop-policy'
import { enableRowSecurity } from '../../core/operations/enable-row-security'
import { sql } from '../../core/schema/sql-expression'
import { everywhere, unsupported, type Scenario } from './scenario'

const orders = 'CREATE TABLE orders (id integer, owner text);'
const policies = everywhere('SELECT policyname AS name, permissive AS as, cmd FROM pg_policies')
const security = everywhere(
  `SELECT relrowsecurity AS on, relforcerowsecurity AS force FROM pg_class WHERE relname = 'orders'`,
)

export const accessScenarios: readonly Scenario[] = [
  {
    name: 'creates a policy',
    operation: createPolicy('own', 'orders', { using: sql`owner = current_user` }),
    sql: { standard: ['CREATE POLICY "own" ON "orders" USING (owner = current_user)'], sqlite: unsupported },
    source: 'await op.createPolicy("own", "orders", { using: sql`owner = current_user` });',
    says: 'Creates the policy own on orders, for all',
    undo: 'await op.dropPolicy("own", "orders");',
    live: { given: everywhere(orders), asks: policies, answers: [{ name: 'own', as: 'PERMISSIVE', cmd: 'ALL' }] },
  },
  {
    name: 'creates a policy with all that can be said of it',
    operation: createPolicy('own', 'orders', {
      as: 'restrictive',
      for: 'update',
      to: ['public', 'pg_monitor'],
      using: sql`id > 1`,
      withCheck: sql`id > 2`,
    }),
    sql: {
      standard: [
        'CREATE POLICY "own" ON "orders" AS RESTRICTIVE FOR UPDATE TO PUBLIC, "pg_monitor" USING (id > 1) WITH CHECK (id > 2)',
      ],
      sqlite: unsupported,
    },
    source: [
      'await op.createPolicy("own", "orders", {',
      '  as: "restrictive",',
      '  for: "update",',
      '  to: ["public", "pg_monitor"],',
      '  using: sql`id > 1`,',
      '  withCheck: sql`id > 2`,',
      '});',
    ].join('\n'),
    says: 'Creates the policy own on orders, for update',
    undo: 'await op.dropPolicy("own", "orders");',
    live: { given: everywhere(orders), asks: policies, answers: [{ name: 'own', as: 'RESTRICTIVE', cmd: 'UPDATE' }] },
  },
  {
    name: 'drops a policy',
    operation: dropPolicy('own', 'orders', { ifExists: true }),
    sql: { standard: ['DROP POLICY IF EXISTS "own" ON "orders"'], sqlite: unsupported },
    source: 'await op.dropPolicy("own", "orders", { ifExists: true });',
    says: 'Drops the policy own on orders',
    undo: null,
    live: { given: everywhere(`${orders} CREATE POLICY own ON orders`), asks: policies, answers: [] },
  },
  {
    name: 'turns on row security',
    operation: enableRowSecurity('orders'),
    sql: { standard: ['ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY'], sqlite: unsupported },
    source: 'await op.enableRowSecurity("orders");',
    says: 'Turns on row security of orders',
    undo: 'await op.disableRowSecurity("orders");',
    live: { given: everywhere(orders), asks: security, answers: [{ on: true, force: false }] },
  },
  {
    name: 'turns off row security, for the owner too',
    operation: disableRowSecurity('orders', { force: true }),
    sql: {
      standard: ['ALTER TABLE "orders" DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY'],
      sqlite: unsupported,
    },
    source: 'await op.disableRowSecurity("orders", { force: true });',
    says: 'Turns off row security of orders',
    undo: 'await op.enableRowSecurity("orders", { force: true });',
    live: {
      given: everywhere(`${orders} ALTER TABLE orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`),
      asks: security,
      answers: [{ on: false, force: false }],
    },
  },
]
