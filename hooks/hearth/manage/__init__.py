"""What only the community manager uses: private notes, the ledger of acts, metrics (figures), and
the desk."""
