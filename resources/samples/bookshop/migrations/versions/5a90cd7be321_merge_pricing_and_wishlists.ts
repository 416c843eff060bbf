/**
 * merge pricing and wishlists
 *
 * Revision ID: 5a90cd7be321
 * Revises: 91c44e2fd067, f3b7e1a8450d
 * Create Date: 2026-11-09T08:30:00Z
 */
import { type Op } from "retort";

export const revision = "5a90cd7be321";
export const downRevision = ["91c44e2fd067", "f3b7e1a8450d"];
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(_op: Op) {}

export async function downgrade(_op: Op) {}
