"""What only the community manager uses: private notes, the ledger of acts, figures, and the
desk."""
